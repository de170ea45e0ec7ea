/** The page of everything that changed, with its chain verified. */
import { timeText } from '../web/dates.ts';
import type { FieldError } from '../web/errors.ts';
import { entitiesFor, type HistoryFilter, historyUrl } from './filter.ts';
import type { ListedChange } from './list.ts';
import { kindOf, RECORDS } from './records.ts';
import { type ChangeView, changeJson, wholeChangeView } from './view.ts';
import type { ChainReport } from './watch.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'history/index': HistoryPage;
  }
}

interface Option {
  readonly value: string;
  readonly label: string;
  readonly chosen: boolean;
}

export interface HistoryPage {
  readonly chain: ChainView;
  readonly notices: readonly string[];
  readonly people: readonly Option[];
  readonly records: readonly Option[];
  readonly claim: string;
  readonly from: string;
  readonly to: string;
  readonly isFiltered: boolean;
  readonly csvUrl: string;
  readonly changes: readonly (ChangeView & {
    readonly id: number;
    readonly url: string | null;
    /** What the record is called; else its address is under the word "Open". */
    readonly name: string | null;
  })[];
  readonly next: string | null;
}

export interface ChainView {
  /** "1,234 entries, chain intact." */
  readonly text: string;
  readonly state: 'whole' | 'unfinished' | 'broken';
  readonly hash: string | null;
  readonly checked: string;
}

export interface HistoryScene {
  readonly filter: HistoryFilter;
  readonly problems: readonly FieldError[];
  readonly changes: readonly ListedChange[];
  readonly next: number | null;
  readonly people: readonly { readonly id: number; readonly name: string }[];
  readonly chain: ChainReport;
  readonly maySeeSecrets: boolean;
  readonly zone: string;
}

export function historyPage(scene: HistoryScene): HistoryPage {
  const { filter, zone } = scene;
  const { person, entities, claim, from, to } = filter;
  return {
    chain: chainView(scene.chain, zone),
    notices: scene.problems.map(({ message }) => `${message} It was left out.`),
    people: scene.people.map(({ id, name }) => ({
      ...{ value: String(id), label: name, chosen: id === person },
    })),
    records: entitiesFor(scene.maySeeSecrets).map((entity) => ({
      ...{ value: entity, label: RECORDS[entity].label, chosen: entities.includes(entity) },
    })),
    ...{ claim: claim === null ? '' : String(claim), from: from ?? '', to: to ?? '' },
    isFiltered: historyUrl({ ...filter, after: null, perPage: 50 }) !== '/history',
    csvUrl: historyUrl({ ...filter, after: null }, '/history.csv'),
    changes: scene.changes.map((change) => ({
      ...{ ...wholeChangeView(change, zone), id: change.id, name: change.recordName },
      url: kindOf(change.entity)?.url(change) ?? null,
    })),
    next: scene.next === null ? null : historyUrl({ ...filter, after: scene.next }),
  };
}

export function historyJson({ filter, changes, next, chain }: HistoryScene) {
  const { entries, checked, latestHash, fault, checkedAt } = chain;
  return {
    chain: {
      ...{ entries, checked, latest_hash: latestHash, broken: fault },
      intact: fault ? false : checked === entries ? true : null,
      checked_at: checkedAt.toISOString(),
    },
    changes: changes.map((change) => ({
      ...{ ...changeJson(change), name: change.recordName },
      url: kindOf(change.entity)?.url(change) ?? null,
    })),
    next: next === null ? null : historyUrl({ ...filter, after: next }),
  };
}

export function chainView(
  { entries, checked, latestHash, fault, checkedAt }: ChainReport,
  zone: string,
): ChainView {
  const time = timeText(checkedAt.toISOString(), zone);
  const number = (count: number) => count.toLocaleString('en-GB');
  const count = entries === 1 ? '1 entry' : `${number(entries)} entries`;
  if (fault) {
    const text = `Entry ${number(fault.id)} does not fit: ${fault.why}. All before it fit.`;
    return { text, state: 'broken', hash: latestHash, checked: `Checked at ${time}` };
  }
  if (checked < entries) {
    const text = `${count}. Checked so far: up to entry ${number(checked)}, and all fit.`;
    const more = `Being checked since ${time}; look again in a moment`;
    return { text, state: 'unfinished', hash: latestHash, checked: more };
  }
  const hash = latestHash;
  return { text: `${count}, chain intact.`, state: 'whole', hash, checked: `Checked at ${time}` };
}
