/** From an article with its claims to what its page shows. */
import type { Appearance, ClaimRecord } from '../claims/record.ts';
import {
  DENIAL_FLAG_LABELS,
  DENIAL_LABELS,
  DENIAL_SIGNS,
  dots,
  kindText,
  LEVEL_LABELS,
  originsText,
  REVIEW_LABELS,
} from '../claims/words.ts';
import type { RepliesView } from '../replies/aside-view.ts';
import { dayView, timeView } from '../web/dates.ts';
import type { ArticleRecord, Outlet } from './article.ts';
import { type MarkedPassage, markText } from './marks.ts';
import type { ArticlePage, BlockView, ClaimLine, VersionLine } from './models.ts';
import type { Profile } from './profile.ts';
import { denialWords, drawProfile, summary } from './profile-drawing.ts';

interface NumberedClaim {
  readonly number: number;
  readonly claim: ClaimRecord;
  readonly appearances: readonly Appearance[];
}

interface Around {
  readonly zone: string;
  readonly mayRecord: boolean;
  /** How many corrections of it are recorded. */
  readonly corrections: number;
  /** Whether the page answers a save. */
  readonly isSaved: boolean;
  readonly replies: RepliesView;
}

/** @param claims in the order of the text */
export function articlePage(
  article: ArticleRecord,
  claims: readonly ClaimRecord[],
  profile: Profile,
  { zone, mayRecord, isSaved, corrections, replies }: Around,
): ArticlePage {
  const numbered = claims.map((claim, index) => ({
    ...{ number: index + 1, claim },
    appearances: claim.appearances.filter((one) => one.articleId === article.id),
  }));
  const moved = passages(numbered, 'moved');
  return {
    ...{ id: article.id, version: article.version, headline: article.headline },
    ...{ language: article.language, ours: article.ours, desk: article.desk, url: article.url },
    ...{ byline: article.byline, dateline: article.dateline, mayRecord },
    publisher: outletView(article.publisher),
    agency: outletView(article.agency),
    due: article.dueAt === null ? null : timeView(article.dueAt, zone),
    published: article.publishedOn === null ? null : dayView(article.publishedOn),
    blocks: blocks(article, numbered, mayRecord),
    claims: numbered.map(claimLine),
    ...{ findings: findingsText(claims), leftToDo: leftText(claims) },
    corrections: correctionsText(corrections, mayRecord),
    moved,
    movedCount: moved.length === 1 ? '1 passage' : `${moved.length} passages`,
    ...{ isSaved, replies },
    gone: passages(numbered, 'gone'),
    textNumber: article.text?.number ?? 0,
    sha256: article.text?.sha256 ?? '',
    profile: {
      ...{ drawing: drawProfile(profile), summary: summary(profile), types: profile.types },
      denials: profile.denials.map((one) => ({ label: denialWords(one), claims: one.claims })),
    },
    versions: article.versions.map((one, index) => versionLine(article.id, one, index, zone)),
  };
}

function outletView(outlet: Outlet | null) {
  return outlet && { name: outlet.name, url: `/sources/${outlet.id}` };
}

function blocks(
  { id, text }: ArticleRecord,
  numbered: readonly NumberedClaim[],
  mayRecord: boolean,
): BlockView[] {
  const urls = new Map(numbered.map(({ number, claim }) => [number, `/claims/${claim.id}`]));
  // A claim that stands in the text twice bears its number twice.
  const places = numbered.flatMap(({ number, appearances }) =>
    appearances.map((one) => ({ number, one })),
  );
  const marked: MarkedPassage[] = [];
  for (const [index, { one }] of places.entries()) {
    if (one.start !== null && one.end !== null)
      marked.push({ number: index, start: one.start, end: one.end });
  }
  const numberOf = (index: number) => places[index]?.number ?? 0;
  return markText(text?.body ?? '', marked).map((block) => ({
    number: block.number,
    recordUrl:
      mayRecord && block.number !== null
        ? `/claims/new?article=${id}&start=${block.start}&end=${block.end}`
        : null,
    breaks: block.breaks,
    segments: block.segments.map((segment) => ({
      ...{ start: segment.start, text: segment.text },
      depth: segment.covers.length > 0 ? `depth-${Math.min(3, segment.covers.length)}` : null,
      opens: segment.opens.map(numberOf),
      closes: segment.closes.map(numberOf).map((number) => ({
        ...{ number, url: urls.get(number) ?? '' },
      })),
    })),
  }));
}

/** A claim with its standing in short, as the list beside the text has it. */
function claimLine({ number, claim, appearances }: NumberedClaim): ClaimLine {
  const { corroboration, denial } = claim.standing;
  const { min, max } = corroboration;
  const places = appearances.flatMap(({ paragraph }) =>
    paragraph === null ? [] : `¶${paragraph}`,
  );
  const blocking = claim.findings.filter((one) => one.severity === 'block' && !one.waived).length;
  const flags = denial.flags.slice(0, 2).map((flag) => DENIAL_FLAG_LABELS[flag].short);
  return {
    ...{ id: claim.id, number, url: `/claims/${claim.id}`, statement: claim.statement },
    kind: kindText(claim.facts.kind, claim.facts.adverse),
    level: LEVEL_LABELS[corroboration.level].short,
    dots: dots(min, max),
    origins: originsText(min, max, 'origin'),
    denial:
      denial.status === 'not_required'
        ? null
        : {
            stance: DENIAL_SIGNS[denial.status],
            text: [denialTitle(denial.status), ...flags].join(', '),
          },
    place: [...new Set(places)].join(', '),
    isInText: places.length > 0,
    review: REVIEW_LABELS[claim.reviewState].toLowerCase(),
    blocking: blocking === 0 ? null : `${blocking} blocking`,
  };
}

function findingsText(claims: readonly ClaimRecord[]): string | null {
  const findings = claims.flatMap((claim) => claim.findings);
  const waived = findings.filter((one) => one.waived).length;
  if (findings.length === 0) return null;
  return [`${findings.length - waived} open`, ...(waived > 0 ? [`${waived} waived`] : [])].join(
    ', ',
  );
}

/** Null where there is nothing to see and nothing to do. */
function correctionsText(count: number, mayRecord: boolean): string | null {
  if (count > 0) return count === 1 ? '1 correction' : `${count} corrections`;
  return mayRecord ? 'Record a correction' : null;
}

function leftText(claims: readonly ClaimRecord[]): string {
  const standing = claims.filter((claim) => claim.reviewState !== 'withdrawn');
  const left = standing.filter((claim) => claim.reviewState !== 'cleared').length;
  return left === 0 ? 'Nothing left to review' : `${left} of ${standing.length} left to review`;
}

function denialTitle(status: keyof typeof DENIAL_LABELS): string {
  return status === 'not_recorded' ? 'No answer recorded' : DENIAL_LABELS[status];
}

function passages(numbered: readonly NumberedClaim[], state: Appearance['state']) {
  return numbered.flatMap(({ number, claim, appearances }) =>
    appearances
      .filter((one) => one.state === state)
      .map(({ quote, paragraph }) => ({
        ...{ number, url: `/claims/${claim.id}`, statement: claim.statement, quote },
        place: paragraph === null ? '' : `¶${paragraph}`,
      })),
  );
}

function versionLine(
  articleId: number,
  { number, at, by }: { readonly number: number; readonly at: string; readonly by: string | null },
  index: number,
  zone: string,
): VersionLine {
  return {
    ...{ number, by, url: `/articles/${articleId}/versions/${number}`, isCurrent: index === 0 },
    time: timeView(at, zone),
  };
}
