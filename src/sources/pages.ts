/** The directory of sources as a page and as data. */

import { describeWords } from './describe.ts';
import { filterUrl, type IdentityChoice, type SourceFilter } from './filter.ts';
import { remarkOf, sourceJson } from './json.ts';
import type { SourceRecord } from './record.ts';
import { nameKey } from './resolve.ts';
import type { FoundSources } from './search.ts';
import {
  IDENTITIES,
  IDENTITY_LABELS,
  isNamed,
  SOURCE_TYPE_LABELS,
  SOURCE_TYPES,
} from './source.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'sources/index': DirectoryPage;
  }
}

export interface Link {
  readonly label: string;
  readonly url: string;
}

interface Facet {
  readonly title: string;
  readonly values: readonly (Link & { readonly count: string; readonly selected: boolean })[];
}

export interface DirectoryPage {
  readonly count: string;
  readonly mayRecord: boolean;
  readonly q: string;
  /** What else is chosen, so that a search keeps it. */
  readonly kept: readonly { readonly name: string; readonly value: string }[];
  /** Each chosen value, with the address that takes it away. */
  readonly chips: readonly Link[];
  readonly clearUrl: string | null;
  /** "2 chosen". */
  readonly chosen: string | null;
  readonly notices: readonly string[];
  readonly facets: readonly Facet[];
  readonly rows: readonly {
    readonly name: string;
    readonly url: string;
    readonly remark: string;
    readonly aliases: string;
    readonly reliability: string;
    /** The organisation of a source, or the article of an unnamed one. */
    readonly place: (Link & { readonly word: string }) | null;
    readonly claims: string;
    readonly claimsUnit: string;
    readonly claimsUrl: string;
  }[];
  readonly dataUrl: string;
  readonly nextUrl: string | null;
}

/** All that the directory shows. */
export interface Directory {
  readonly filter: SourceFilter;
  readonly found: FoundSources;
  readonly counts: {
    readonly types: ReadonlyMap<string, number>;
    readonly identities: ReadonlyMap<string, number>;
  };
  /** The organisations and articles that the filter names. */
  readonly names: ReadonlyMap<number, string>;
  readonly headline: string | null;
  readonly notices: readonly string[];
  readonly mayRecord: boolean;
}

export function directoryPage(directory: Directory): DirectoryPage {
  const { filter, found } = directory;
  const chips = chipsOf(directory);
  const kept = new URLSearchParams(filterUrl({ ...filter, q: '', after: null }).split('?')[1]);
  return {
    count: found.total === 1 ? '1 source' : `${found.total} sources`,
    mayRecord: directory.mayRecord,
    q: filter.q,
    kept: [...kept].map(([name, value]) => ({ name, value })),
    chips,
    clearUrl: chips.length > 0 || filter.q !== '' ? '/sources' : null,
    chosen: chips.length > 0 ? `${chips.length} chosen` : null,
    notices: directory.notices,
    facets: facetsOf(directory),
    rows: found.sources.map(rowOf),
    dataUrl: filterUrl(filter).replace('/sources', '/sources.json'),
    nextUrl: nextUrl(filter, found),
  };
}

function rowOf(source: SourceRecord): DirectoryPage['rows'][number] {
  const { article, organisation, claims } = source;
  const place = article
    ? { word: 'in', label: article.headline, url: `/articles/${article.id}` }
    : organisation && {
        ...{ word: '', label: organisation.name, url: `/sources/${organisation.id}` },
      };
  return {
    ...{ name: source.name, url: `/sources/${source.id}`, remark: remarkOf(source), place },
    aliases: source.aliases.join(', '),
    reliability: source.reliability ?? '',
    claims: `${claims}`,
    claimsUnit: claims === 1 ? 'claim' : 'claims',
    claimsUrl: `/claims?source=${source.id}`,
  };
}

function chipsOf({ filter, names, headline }: Directory): Link[] {
  const without = (change: Partial<SourceFilter>) =>
    filterUrl({ ...filter, ...change, after: null });
  return [
    ...filter.types.map((type) => ({
      label: SOURCE_TYPE_LABELS[type],
      url: without({ types: filter.types.filter((one) => one !== type) }),
    })),
    ...filter.identities.map((identity) => ({
      label: identityLabel(identity),
      url: without({ identities: filter.identities.filter((one) => one !== identity) }),
    })),
    ...filter.partOf.map((id) => ({
      label: `part of ${names.get(id) ?? `source ${id}`}`,
      url: without({ partOf: filter.partOf.filter((one) => one !== id) }),
    })),
    ...(filter.article === null
      ? []
      : [
          {
            label: `named, or unnamed in “${headline ?? `article ${filter.article}`}”`,
            url: without({ article: null }),
          },
        ]),
  ];
}

function identityLabel(identity: IdentityChoice): string {
  if (identity === 'named') return 'Named';
  return identity === 'unnamed' ? 'Unnamed' : IDENTITY_LABELS[identity];
}

function facetsOf({ filter, counts }: Directory): Facet[] {
  const facet = <Code extends string>(
    title: string,
    codes: readonly Code[],
    labels: Readonly<Record<Code, string>>,
    numbers: ReadonlyMap<string, number>,
    chosen: readonly string[],
    change: (codes: Code[]) => Partial<SourceFilter>,
  ): Facet => ({
    title,
    values: codes
      .filter((code) => numbers.has(code) || chosen.includes(code))
      .map((code) => {
        const selected = chosen.includes(code);
        const next = selected ? chosen.filter((one) => one !== code) : [...chosen, code];
        const url = filterUrl({ ...filter, ...change(next as Code[]), after: null });
        return { label: labels[code], url, selected, count: `${numbers.get(code) ?? 0}` };
      }),
  });
  return [
    facet('Type', SOURCE_TYPES, SOURCE_TYPE_LABELS, counts.types, filter.types, (types) => ({
      types,
    })),
    facet(
      ...(['Identity', IDENTITIES, IDENTITY_LABELS, counts.identities] as const),
      filter.identities,
      (identities) => ({ identities }),
    ),
  ];
}

/** The directory as data, which is also what the type-ahead asks for. */
export function directoryJson({ filter, found, counts }: Directory): object {
  const facet = (numbers: ReadonlyMap<string, number>, labels: Readonly<Record<string, string>>) =>
    [...numbers].map(([value, count]) => ({ value, label: labels[value], count }));
  return {
    total: found.total,
    sources: found.sources.map(sourceJson),
    next: nextUrl(filter, found)?.replace('/sources', '/sources.json') ?? null,
    facets: {
      type: facet(counts.types, SOURCE_TYPE_LABELS),
      identity: facet(counts.identities, IDENTITY_LABELS),
    },
    filter: { url: filterUrl({ ...filter, after: null }) },
    ...meantBy(filter, found.sources),
  };
}

/** What a typed name means: a source on file, or what a new one would be. */
function meantBy({ q, article, identities }: SourceFilter, sources: readonly SourceRecord[]) {
  if (q === '') return { meant: '', on_file: false };
  const key = nameKey(q);
  const known = sources.find(({ name, aliases }) => [name, ...aliases].map(nameKey).includes(key));
  const words = describeWords(q);
  // Where only an organisation is asked for, the words are one's name.
  const isOrganisation = identities.length === 1 && identities[0] === 'named_org';
  const identity = isOrganisation ? 'named_org' : words.identity;
  const said = known ?? { ...words, identity };
  const where = isNamed(said) || article === null ? '' : ', in this article';
  const meant = `${remarkOf(said)}${where} · ${known ? 'on file' : 'new'}`;
  return { meant, on_file: known !== undefined };
}

function nextUrl(filter: SourceFilter, { next }: FoundSources): string | null {
  return next && filterUrl({ ...filter, after: next });
}
