/** An article with proposals that a test writes itself, so that it does not hang on the model. */
import type { ProposedAttribution, Span } from '../../src/extraction/extraction.ts';
import { storeReading } from '../../src/extraction/proposal-store.ts';
import { type Newsroom, TODAY } from '../support/newsroom.ts';

export interface Words {
  readonly source?: string;
  readonly cue?: string;
  /** In several parts where it is a list. */
  readonly content?: string | readonly string[];
  readonly quote?: string;
  readonly behalf?: string;
  readonly reason?: string;
  readonly via?: string;
}

/** An attribution whose places are those of its words in the text, the first from `after` on. */
export function found(
  text: string,
  words: Words,
  more: Partial<ProposedAttribution> = {},
  after = 0,
): ProposedAttribution {
  const at = (one: string | readonly string[] | undefined): Span[] =>
    [one ?? []].flat().map((part) => {
      const start = text.indexOf(part, after);
      if (start < 0) throw new Error(`“${part}” is not in the text.`);
      return [start, start + part.length] as const;
    });
  return {
    ...{ source: at(words.source), cue: at(words.cue), content: at(words.content) },
    ...{ confidence: 0.95, source_type: 'untyped', partial_types: [] },
    ...{ identity: 'unnamed_described', collective: false, count: null, stance: 'asserts' },
    ...{ scope: 'whole', provisional: false, directness: 'unknown', kind: 'fact' },
    ...{ quote: at(words.quote), anonymity_reason: at(words.reason) },
    on_behalf_of: at(words.behalf),
    via: words.via ? [{ spans: at(words.via), own_channel: false }] : [],
    ...{ same_source_as: null, carried: false, because: [words.cue ?? 'the words'] },
    ...more,
  };
}

export const STORY = [
  'The envoy left the city on Monday, sources said.',
  'He carried a letter, according to seven aides who spoke to us, including ministers.',
  'A regional diplomat confirmed the account. The IRGC did not immediately respond to requests for comment.',
  'The letter offers a truce, Mira Solberg of the harbour board said.',
  'He said so.',
].join('\n\n');

export function storyFound(text = STORY): ProposedAttribution[] {
  return [
    found(
      text,
      { source: 'sources', cue: 'said', content: 'The envoy left the city on Monday' },
      { identity: 'unnamed_bare', collective: true },
    ),
    found(
      text,
      {
        source: 'seven aides who spoke to us, including ministers',
        ...{ cue: 'according to', content: 'He carried a letter' },
      },
      { collective: true, count: 7, same_source_as: 0, source_type: 'government' },
    ),
    found(
      text,
      { source: 'A regional diplomat', cue: 'confirmed', content: 'the account' },
      { stance: 'confirms', source_type: 'diplomatic' },
    ),
    found(
      text,
      { source: 'The IRGC', cue: 'did not immediately respond', content: 'requests for comment' },
      {
        ...{ stance: 'no_response', provisional: true, identity: 'named_org' },
        source_type: 'security',
      },
    ),
    found(
      text,
      {
        source: 'Mira Solberg of the harbour board',
        ...{ cue: 'said', content: 'The letter offers a truce' },
      },
      { identity: 'named_person', confidence: 0.5, source_type: 'business' },
    ),
    found(
      text,
      { source: 'He', cue: 'said', content: 'so' },
      { confidence: 0.99 },
      text.length - 11,
    ),
  ];
}

/** An article whose text was "read" to these attributions. @returns its id */
export async function articleWith(
  newsroom: Newsroom,
  attributions: readonly ProposedAttribution[] = storyFound(),
  text = STORY,
): Promise<number> {
  const body = {
    headline: 'A letter to the city',
    publisher: { name: 'The Calder Post', type: 'media', identity: 'named_org' },
    body: text,
  };
  const response = await newsroom.as('editor').json('POST', '/articles', body);
  const { id } = (await response.json()) as { id: number };
  await newsroom.database.write((tx) => storeReading(tx, id, 1, { found: attributions }, TODAY));
  return id;
}

export interface ProposalJson {
  readonly id: number;
  readonly number: number;
  readonly decision: string;
  readonly claim_id: number | null;
  readonly decided_by: string | null;
  readonly ticked: boolean;
  readonly missing: string | null;
  readonly statement: string;
  readonly about_proposal: number | null;
  readonly joins_claim: number | null;
  readonly because: readonly string[];
  readonly source_words: string;
  readonly similar: readonly { readonly id: number; readonly statement: string }[];
}

export interface ProposalsJson {
  readonly text_version: number;
  readonly failure: string | null;
  readonly obsolete: number;
  readonly rates: readonly { stance: string; accepted: number; decided: number }[];
  readonly proposals: readonly ProposalJson[];
}

export async function proposalsOf(newsroom: Newsroom, articleId: number): Promise<ProposalsJson> {
  const response = await newsroom.as('editor').json('GET', `/articles/${articleId}/proposals`);
  if (response.status !== 200) throw new Error(`${response.status}`);
  return (await response.json()) as ProposalsJson;
}
