/** Values of the history as they are shown to who may not see a restricted source. Pure. */
import { UNNAMED } from './source.ts';

export const NOT_SHOWN = 'not shown to you';

type Ids = ReadonlySet<number>;
type Fields = { readonly [name: string]: unknown };

/** What an attribution says in people's words. */
const WORDS = ['wording', 'quote', 'cue', 'anonymity_reason', 'identity_known'];
const LEAF = new RegExp(`^attributions\\.\\d+\\.((${WORDS.join('|')})\\b|.*\\bname$)`);

/**
 * @param json the value, or null
 * @param path of the value in its record
 * @param extent `all`: the record is the source's own; `rows`: the claim leans on one, or did;
 *   else only its name can occur
 */
export function hideValue(
  json: string | null,
  path: string,
  extent: string,
  ids: Ids,
): string | null {
  if (json === null || json === 'null' || path === 'version') return json;
  const isHidden =
    extent === 'all' ? /^(recorded\.)?part_of\b/.test(path) : extent === 'rows' && LEAF.test(path);
  if (isHidden || isNameOf(path, ids)) return JSON.stringify(NOT_SHOWN);
  const value: unknown = JSON.parse(json);
  return JSON.stringify(extent === 'all' ? hideWords(value) : hideNames(value, ids));
}

/** The plan of an import without what it says of claims that lean, or leant, on a hidden source. */
export function hidePlan(json: string, claimIds: Ids): string {
  const plan = JSON.parse(json) as readonly { readonly id: number | null }[];
  return JSON.stringify(
    plan.map((one) => (claimIds.has(one.id ?? 0) ? { ...one, differences: [] } : one)),
  );
}

/** `subjects.5.name`: the rows of a list go by their ids. */
function isNameOf(path: string, ids: Ids): boolean {
  const id = /^subjects\.(\d+)\.name$/.exec(path)?.[1];
  return id !== undefined && ids.has(Number(id));
}

function hideWords(value: unknown): unknown {
  if (typeof value === 'string') return NOT_SHOWN;
  if (Array.isArray(value)) return value.map(hideWords);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !/^(part_?of|organisation)$/i.test(name))
      .map(([name, inner]) => [name, hideWords(inner)]),
  );
}

function hideNames(value: unknown, ids: Ids): unknown {
  if (Array.isArray(value)) return value.map((one) => hideNames(one, ids));
  if (!isFields(value)) return value;
  const hidesRow = isOf(value.source, ids) || isOf(value.on_behalf_of, ids) || comes(value, ids);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (name === 'name' && isOf(value, ids)) return [name, UNNAMED];
      const isWords = hidesRow && WORDS.includes(name) && inner !== null;
      return [name, isWords ? NOT_SHOWN : hideNames(inner, ids)];
    }),
  );
}

function comes({ via }: Fields, ids: Ids): boolean {
  return Array.isArray(via) && via.some((relay) => isFields(relay) && isOf(relay.source, ids));
}

function isOf(source: unknown, ids: Ids): boolean {
  return isFields(source) && typeof source.id === 'number' && ids.has(source.id);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
