/** Answers with the history of one record: a claim's, a source's or an article's. */
import { Unprocessable } from '../web/errors.ts';
import { type Answer, type Ask, page } from '../web/route.ts';
import type { RowNames } from './sentences.ts';
import { type Change, type ChangesOf, readChanges } from './store.ts';
import { changeJson, changeView, type RecordHistoryPage } from './view.ts';

const PER_PAGE = 100;

/** Whose history it is. */
export interface Kept {
  readonly of: ChangesOf;
  readonly list: RecordHistoryPage['list'];
  readonly name: string;
  readonly url: string;
  /** What its rows are called, given the entries that are shown. */
  readonly names?: (changes: readonly Change[]) => RowNames;
  /** Its present version, where earlier ones can be looked at. */
  readonly version?: number;
}

export async function answerWithHistory(ask: Ask, kept: Kept): Promise<Answer> {
  const before = readBefore(ask.query);
  const { database, zone } = ask.house;
  const found = await readChanges(database, kept.of, PER_PAGE + 1, before ?? undefined);
  const changes = found.slice(0, PER_PAGE);
  const url = `${kept.url}/history`;
  const earlier = found.length > PER_PAGE ? `${url}?before=${changes.at(-1)?.id}` : null;
  const names = kept.names?.(changes);
  const versions = versionsOf(changes, before === null ? kept.version : undefined);
  const model: RecordHistoryPage = {
    ...{ list: kept.list, name: kept.name, url: kept.url },
    ...{ earlier, isFirst: before === null, newest: url },
    changes: changes.map((change) => ({
      ...changeView(change, zone, names),
      id: change.id,
      version: kept.version === undefined ? null : versionLink(change, versions, url),
    })),
  };
  return page('history/record', `History: ${kept.name}`, model, {
    ...{ changes: changes.map(changeJson), next: earlier },
  });
}

/** @throws Unprocessable where it is no number of an entry */
function readBefore(query: URLSearchParams): number | null {
  const text = query.get('before');
  if (text === null || text === '') return null;
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new Unprocessable([{ path: 'before', message: 'Give the number of an entry.' }]);
}

/** The version that the record had after each entry; the entries are newest first. */
function versionsOf(
  changes: readonly Change[],
  latest: number | undefined,
): ReadonlyMap<number, number> {
  const versions = new Map<number, number>();
  let version = latest;
  for (const change of changes) {
    const made = madeVersion(change);
    if (made) version = made.now;
    if (version !== undefined) versions.set(change.id, version);
    if (made) version = made.was;
  }
  return versions;
}

function madeVersion({ action, entity, values }: Change): { was: number; now: number } | null {
  if (entity === 'claim' && action === 'created') return { was: 0, now: 1 };
  const value = values.find(({ path }) => path === 'version');
  return value ? { was: Number(value.old), now: Number(value.new) } : null;
}

function versionLink(change: Change, versions: ReadonlyMap<number, number>, url: string) {
  const version = versions.get(change.id);
  if (change.entity !== 'claim' || version === undefined) return null;
  if (madeVersion(change)) return { label: `Version ${version}`, url: `${url}/${version}` };
  const isOfFacts = change.values.some(({ path }) => path.startsWith('appearances.'));
  if (!isOfFacts) return null;
  return { label: 'As it was then', url: `${url}/${version}?entry=${change.id}` };
}
