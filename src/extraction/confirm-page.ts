/** What accepting all that is ticked would make, before it is made. */
import type { ArticleRecord } from '../articles/article.ts';
import { KIND_LABELS } from '../claims/words.ts';
import { appearanceBodies, nameOf, statementOf, whatIsMissing } from './claim-words.ts';
import { wordsAt } from './linking.ts';
import type { ConfirmPage } from './models.ts';
import { type Proposal, planClaims, type TextProposals } from './proposal.ts';
import { stanceWords } from './proposals-page.ts';

export function confirmPage(
  article: ArticleRecord,
  all: TextProposals,
  chosen: readonly Proposal[],
): ConfirmPage {
  const ready = chosen.filter((one) => whatIsMissing(all, one) === null);
  const plans = planClaims(all, ready);
  const made = plans.filter((plan) => plan.claimId === null).length;
  return {
    ...{ articleId: article.id, headline: article.headline, ids: ready.map((one) => one.id) },
    summary: summaryOf(ready.length, made, plans.length - made),
    plans: plans.map(({ claimId, anchor, proposals }) => ({
      statement: statementOf(all, anchor),
      kind: KIND_LABELS[anchor.found.kind],
      claim: claimId === null ? null : { id: claimId, url: `/claims/${claimId}` },
      attributions: proposals.map((one) => ({
        ...{ source: nameOf(all, one), stance: one.found.stance, stanceWords: stanceWords(one) },
        wording: wordsAt(all.text, one.found.source),
      })),
      quotes: appearanceBodies(all, anchor).map(({ quote }) => quote),
    })),
    left: chosen.flatMap((one) => {
      const why = whatIsMissing(all, one);
      return why === null ? [] : [{ number: one.position + 1, why }];
    }),
  };
}

function summaryOf(proposals: number, made: number, added: number): string {
  const parts = [
    made === 0 ? '' : made === 1 ? '1 new claim' : `${made} new claims`,
    added === 0
      ? ''
      : added === 1
        ? 'sources added to 1 claim'
        : `sources added to ${added} claims`,
  ].filter((part) => part !== '');
  if (parts.length === 0) return 'Nothing is ticked that could be accepted.';
  const of = proposals === 1 ? '1 proposal' : `${proposals} proposals`;
  return `${of}: ${parts.join(', ')}.`;
}
