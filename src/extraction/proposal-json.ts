/** The JSON of proposals: the data of their page. */
import type { SimilarClaim } from '../claims/similar-store.ts';
import { claimBody, statementOf, whatIsMissing } from './claim-words.ts';
import { wordsAt } from './linking.ts';
import type { Proposal, TextProposals } from './proposal.ts';
import { isTicked, type Shown } from './proposals-page.ts';

/** @param articleId of the article whose proposals they are */
export function proposalsJson(articleId: number, textNumber: number | null, shown: Shown) {
  const { all, failure, obsolete, rates, similar } = shown;
  return {
    article_id: articleId,
    text_version: textNumber,
    failure,
    proposals: (all?.proposals ?? []).map((one) =>
      proposalJson(all!, one, similar.get(one.id) ?? []),
    ),
    obsolete,
    rates,
  };
}

export function proposalJson(all: TextProposals, one: Proposal, alike: readonly SimilarClaim[]) {
  const { found } = one;
  const same = found.same_source_as === null ? null : all.proposals[found.same_source_as];
  const body = claimBody(all, { claimId: null, anchor: one, proposals: [one] });
  return {
    ...{ id: one.id, number: one.position + 1, decision: one.decision, claim_id: one.claimId },
    ...{ attribution_id: one.attributionId, decided_by: one.decidedBy, decided_at: one.decidedAt },
    ...{ confidence: found.confidence, ticked: isTicked(all, one, alike) },
    missing: whatIsMissing(all, one),
    ...{ because: found.because, source: found.source, cue: found.cue, content: found.content },
    ...{ source_words: wordsAt(all.text, found.source), statement: statementOf(all, one) },
    about_proposal: one.anchor === one.position ? null : (all.proposals[one.anchor]?.id ?? null),
    same_source_as: same?.id ?? null,
    attribution: body.attributions[0],
    joins_claim: all.claims.get(one.anchor) ?? null,
    similar: alike.map(({ id, url, statement, similarity }) => ({
      ...{ id, url, statement, similarity },
    })),
  };
}
