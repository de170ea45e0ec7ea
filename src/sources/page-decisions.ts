/** What was decided about a source, and the forms to decide, on its page. */

import { type TimeView, timeView } from '../web/dates.ts';
import type { FieldError } from '../web/errors.ts';
import type { DecisionForm, MergeForm } from './decision-form.ts';
import { type Choice, options, type Picker, type Reason } from './fields.ts';
import type { Link } from './pages.ts';
import type { DecisionRecord, MergeRecord, SourceRecord } from './record.ts';
import { isNamed, type Judgement } from './source.ts';

interface Named {
  readonly id: number;
  readonly name: string;
}

/** What these parts of the page are made of. */
export interface DecisionsView {
  readonly source: SourceRecord;
  readonly peers: readonly Named[];
  readonly merges: readonly MergeRecord[];
  readonly decisions: readonly DecisionRecord[];
  readonly mayRecord: boolean;
  readonly zone: string;
  readonly merge: MergeForm;
  readonly decision: DecisionForm;
  /** Of one of the two forms: `merge.reason`, `decision.other_id`. */
  readonly errors: readonly FieldError[];
}

export interface Judged {
  readonly anchor: string;
  readonly text: string;
  readonly other: Link | null;
  readonly reason: string;
  readonly who: string;
  readonly when: TimeView;
  readonly undone: { readonly who: string; readonly when: TimeView } | null;
  /** Where to take it back; null where it was, or one may not. */
  readonly undoUrl: string | null;
}

/** The two forms; of an unnamed source the others of its article are there to choose from. */
export interface SourceForms {
  readonly decisionUrl: string;
  readonly decisionOpen: boolean;
  readonly judgement: Choice;
  readonly decisionOther: Choice | null;
  readonly decisionPicker: Picker;
  readonly decisionReason: Reason;
  readonly mergeUrl: string;
  readonly mergeOpen: boolean;
  readonly mergeOther: Choice | null;
  readonly mergePicker: Picker;
  readonly mergeReason: Reason;
}

export function linkTo({ id, name }: Named): Link {
  return { label: name, url: `/sources/${id}` };
}

export function judgedOf({ source, merges, decisions, mayRecord, zone }: DecisionsView): Judged[] {
  const dated = (one: MergeRecord | DecisionRecord, url: string) => ({
    ...{ reason: one.reason, who: one.personName, when: timeView(one.madeAt, zone) },
    undone:
      one.undoneAt === null
        ? null
        : { who: one.undoneBy ?? '', when: timeView(one.undoneAt, zone) },
    undoUrl: mayRecord && one.undoneAt === null ? url : null,
    at: one.madeAt,
  });
  const all = [
    ...merges.map((one) => ({
      text: one.sourceId === source.id ? 'Merged into' : 'Took in',
      other: linkTo(
        one.sourceId === source.id
          ? { id: one.intoId, name: one.intoName }
          : { id: one.sourceId, name: one.sourceName },
      ),
      anchor: `merge-${one.id}`,
      ...dated(one, `/merges/${one.id}`),
    })),
    ...decisions.map((one) => ({
      ...judgementText(one, source.id),
      anchor: `decision-${one.id}`,
      ...dated(one, `/decisions/${one.id}`),
    })),
  ];
  return all.sort((a, b) => b.at.localeCompare(a.at)).map(({ at: _at, ...judged }) => judged);
}

function judgementText(decision: DecisionRecord, sourceId: number) {
  const { judgement, otherId, otherName } = decision;
  const isOther = otherId === sourceId;
  const other = isOther
    ? linkTo({ id: decision.sourceId, name: decision.sourceName })
    : otherId === null
      ? null
      : linkTo({ id: otherId, name: otherName ?? '' });
  const texts: Readonly<Record<Judgement, string>> = {
    same: 'The same source as',
    separate: other ? 'Spoken to separately from' : 'Its people were spoken to separately',
    apart: isOther
      ? 'Counted apart from it:'
      : other
        ? 'Counts apart from'
        : 'Counts apart from its organisation',
  };
  return { text: texts[judgement], other };
}

export function formsOf({ source, peers, merge, decision, errors }: DecisionsView): SourceForms {
  const error = (path: string) => errors.find((one) => one.path === path)?.message ?? null;
  const isOf = (form: string) => errors.some((one) => one.path.startsWith(`${form}.`));
  const field = (id: string, label: string) => ({ id, label, hint: '', error: error(id) });
  const other = (form: string, idField: string, label: string, name: string, chosen: string) => {
    const shared = field(`${form}.${idField}`, label);
    const pairs = peers.map((peer) => [`${peer.id}`, peer.name] as const);
    return {
      choice: isNamed(source)
        ? null
        : { ...shared, name: idField, options: options(chosen, [['', 'Choose …'], ...pairs]) },
      picker: {
        ...{ ...shared, name: idField.replace('_id', ''), value: name, idField, chosen },
        ...{ hint: 'a named source on file', filter: 'identity=named', knownOnly: true },
      },
    };
  };
  const decided = other('decision', 'other_id', 'The other', decision.other, decision.otherId);
  const into = other('merge', 'into_id', 'Into', merge.into, merge.intoId);
  return {
    decisionUrl: `/sources/${source.id}/decisions`,
    decisionOpen: isOf('decision'),
    judgement: {
      ...{ ...field('decision.judgement', 'Decision'), name: 'judgement' },
      options: options(decision.judgement, judgementsOf(source)),
    },
    ...{ decisionOther: decided.choice, decisionPicker: decided.picker },
    decisionReason: { ...field('decision.reason', ''), value: decision.reason },
    mergeUrl: `/sources/${source.id}/merges`,
    mergeOpen: isOf('merge'),
    ...{ mergeOther: into.choice, mergePicker: into.picker },
    mergeReason: { ...field('merge.reason', ''), value: merge.reason },
  };
}

/** What can be decided about a source at all. */
function judgementsOf(source: SourceRecord): [Judgement, string][] {
  const judgements: [Judgement, string][] = [['same', 'It is the same source as another']];
  if (!isNamed(source)) {
    judgements.push(['separate', 'They were spoken to separately']);
  }
  if (source.organisation) {
    judgements.push(['apart', `It counts apart from ${source.organisation.name}`]);
  }
  return judgements;
}
