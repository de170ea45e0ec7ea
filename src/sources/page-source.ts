/** The page of one source: what it is, its record, and what was decided about it. */
import { STANCE_LABELS } from '../claims/words.ts';
import type { Change } from '../history/store.ts';
import { dayView, type TimeView, timeView } from '../web/dates.ts';
import type { FieldError } from '../web/errors.ts';
import type { ClaimHead, OtherClaims, Part } from './claims-of.ts';
import type { DecisionForm, MergeForm } from './decision-form.ts';
import { type ChangeView, changeView } from './history.ts';
import { formsOf, type Judged, judgedOf, linkTo, type SourceForms } from './page-decisions.ts';
import type { Link } from './pages.ts';
import type { DecisionRecord, Grade, MergeRecord, SourceRecord } from './record.ts';
import { drawRecord, type RecordBar } from './record-bar.ts';
import type { Restriction } from './restriction.schema.ts';
import { IDENTITY_LABELS, isNamed, RELIABILITY_LABELS, SOURCE_TYPE_LABELS } from './source.ts';
import { isIn, TRACK_LABELS, TRACKS, type Track, type TrackedClaim } from './track.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'sources/show': SourcePage;
  }
}

/** All that the page of a source shows. */
export interface SourceView {
  readonly source: SourceRecord;
  readonly restriction: Restriction | null;
  readonly grades: readonly Grade[];
  readonly members: readonly { readonly id: number; readonly name: string }[];
  readonly peers: readonly { readonly id: number; readonly name: string }[];
  readonly track: readonly TrackedClaim[];
  /** Part of the record that is chosen. */
  readonly chosen: Track | null;
  /** The tracked claims that are listed. */
  readonly listed: readonly ClaimHead[];
  readonly others: Readonly<Record<Part, OtherClaims>>;
  readonly merges: readonly MergeRecord[];
  readonly decisions: readonly DecisionRecord[];
  readonly changes: readonly Change[];
  /** Names of the sources that confirm and deny. */
  readonly names: ReadonlyMap<number, string>;
  readonly mayRecord: boolean;
  readonly zone: string;
  readonly merge: MergeForm;
  readonly decision: DecisionForm;
  /** Of one of the two forms: `merge.reason`, `decision.other_id`. */
  readonly errors: readonly FieldError[];
}

interface TrackRow extends Link {
  readonly stance: string;
  readonly stanceLabel: string;
  readonly date: TimeView;
  readonly became: readonly { readonly word: string; readonly names: string }[];
}

export interface SourcePage {
  readonly name: string;
  readonly remark: string;
  readonly isUnnamed: boolean;
  readonly article: Link | null;
  readonly organisation: Link | null;
  readonly editUrl: string | null;
  readonly consequencesUrl: string;
  readonly mergedInto: Link | null;
  readonly bar: RecordBar | null;
  readonly tracks: readonly (Link & { readonly count: string; readonly selected: boolean })[];
  readonly rows: readonly TrackRow[];
  readonly rowsTitle: string;
  /** Where not all of its claims were looked at. */
  readonly limit: string | null;
  readonly allUrl: string;
  readonly allLabel: string;
  readonly others: readonly (Link & {
    readonly title: string;
    readonly claims: readonly (Link & { readonly date: TimeView })[];
  })[];
  readonly shown: { readonly to: string; readonly url: string | null } | null;
  readonly facts: readonly { readonly term: string; readonly value: string }[];
  readonly grades: readonly {
    readonly text: string;
    readonly who: string;
    readonly when: TimeView;
  }[];
  readonly members: readonly Link[];
  readonly judged: readonly Judged[];
  readonly historyUrl: string;
  readonly changes: readonly ChangeView[];
  readonly forms: SourceForms | null;
  readonly errors: readonly FieldError[];
}

export function sourcePage(view: SourceView): SourcePage {
  const { source, zone } = view;
  const { article, organisation } = source;
  const target = view.merges.find((one) => one.sourceId === source.id && one.undoneAt === null);
  return {
    name: source.name,
    remark: `${SOURCE_TYPE_LABELS[source.type]} · ${IDENTITY_LABELS[source.identity]}`,
    isUnnamed: !isNamed(source),
    article: article && { label: article.headline, url: `/articles/${article.id}` },
    organisation: organisation && linkTo(organisation),
    editUrl: view.mayRecord && source.mergedInto === null ? `/sources/${source.id}/edit` : null,
    consequencesUrl: `/sources/${source.id}/consequences`,
    mergedInto: target ? linkTo({ id: target.intoId, name: target.intoName }) : null,
    ...trackOf(view),
    others: othersOf(view),
    shown: shownTo(view),
    facts: factsOf(source),
    grades: view.grades.map(({ grade, personName, at }) => ({
      text: grade === null ? 'grade taken back' : `${grade} · ${RELIABILITY_LABELS[grade]}`,
      ...{ who: personName ?? 'Second Source', when: timeView(at, zone) },
    })),
    members: view.members.map(linkTo),
    judged: judgedOf(view),
    historyUrl: `/sources/${view.source.id}/history`,
    changes: view.changes.map((change) => changeView(change, zone)),
    forms: view.mayRecord && source.mergedInto === null ? formsOf(view) : null,
    errors: view.errors,
  };
}

/** A named source has said it with its name: it is shown to everybody. */
function shownTo({ source, restriction, mayRecord }: SourceView): SourcePage['shown'] {
  if (isNamed(source)) return null;
  const names = restriction?.people.map((person) => person.name) ?? [];
  const to = restriction ? `${[...names, 'the administrators'].join(', ')} only` : 'everybody';
  return { to, url: mayRecord ? `/sources/${source.id}/restriction` : null };
}

function trackOf(view: SourceView) {
  const { source, track, chosen, listed, names } = view;
  const byId = new Map(track.map((claim) => [claim.claimId, claim]));
  const named = (ids: readonly number[]) => ids.map((id) => names.get(id) ?? '').join(', ');
  const rows = listed.flatMap((head): TrackRow[] => {
    const claim = byId.get(head.id);
    if (!claim) return [];
    const became = [
      ...(claim.confirmedBy.length > 0
        ? [{ word: 'confirmed by', names: named(claim.confirmedBy) }]
        : []),
      ...(claim.deniedBy.length > 0 ? [{ word: 'denied by', names: named(claim.deniedBy) }] : []),
      ...(claim.retracted ? [{ word: 'retracted', names: '' }] : []),
    ];
    return [
      {
        ...{ label: head.statement, url: `/claims/${head.id}`, became },
        ...{ stance: claim.stance, stanceLabel: STANCE_LABELS[claim.stance] },
        date: dayView(head.claimDate),
      },
    ];
  });
  return {
    ...{ bar: drawRecord(track), rows },
    limit: track.length < source.claims ? `Of its ${track.length} newest claims.` : null,
    rowsTitle: chosen ? TRACK_LABELS[chosen] : 'All its claims',
    tracks: TRACKS.map((one) => ({
      label: TRACK_LABELS[one],
      count: `${track.filter((claim) => isIn(one, claim)).length}`,
      url: `/sources/${source.id}?record=${one}#record`,
      selected: one === chosen,
    })),
    allUrl: `/claims?source=${source.id}`,
    allLabel: source.claims === 1 ? '1 claim' : `${source.claims} claims`,
  };
}

const PART_TITLES: Readonly<Record<Part, string>> = {
  relay: 'What reached us through it',
  spoken_for: 'What was said on its behalf',
  subject: 'Claims about it',
};
const PART_FILTERS: Readonly<Record<Part, string>> = {
  ...{ relay: 'via', spoken_for: 'on_behalf_of', subject: 'subject' },
};

function othersOf({ source, others }: SourceView): SourcePage['others'] {
  return (Object.keys(PART_TITLES) as Part[])
    .filter((part) => others[part].total > 0)
    .map((part) => ({
      title: PART_TITLES[part],
      label: others[part].total === 1 ? '1 claim' : `${others[part].total} claims`,
      url: `/claims?${PART_FILTERS[part]}=${source.id}`,
      claims: others[part].claims.map(({ id, statement, claimDate }) => ({
        ...{ label: statement, url: `/claims/${id}`, date: dayView(claimDate) },
      })),
    }));
}

function factsOf(source: SourceRecord): SourcePage['facts'] {
  const group = source.count === null ? 'A group, not counted' : `A group of ${source.count}`;
  const { reliability } = source;
  const facts = [
    { term: 'Type', value: SOURCE_TYPE_LABELS[source.type] },
    {
      term: 'Some are',
      value: source.partialTypes.map((one) => SOURCE_TYPE_LABELS[one]).join(', '),
    },
    { term: 'Identity', value: IDENTITY_LABELS[source.identity] },
    { term: 'Number', value: source.collective ? group : '' },
    { term: 'Also called', value: source.aliases.join(', ') },
    {
      term: 'Reliability',
      value: reliability ? `${reliability} · ${RELIABILITY_LABELS[reliability]}` : '',
    },
  ];
  return facts.filter((fact) => fact.value !== '');
}
