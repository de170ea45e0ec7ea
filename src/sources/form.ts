/** What a browser's form or an API client sends of a source, and back into a form. */
import * as z from 'zod';
import type { FieldError } from '../web/errors.ts';
import { parse, textOf, textsOf } from '../web/forms.ts';
import { id, oneOf, words } from '../web/schema.ts';
import { describeWords } from './describe.ts';
import type { SourceRecord } from './record.ts';
import {
  groupCount,
  MOST_NAME,
  optionalSource,
  partialTypes,
  type SourceReference,
  yesOrNo,
} from './source.schema.ts';
import { IDENTITIES, type Identity, isNamed, RELIABILITIES, SOURCE_TYPES } from './source.ts';

const MOST_ALIASES = 50;

const fields = {
  type: oneOf(SOURCE_TYPES).optional(),
  identity: oneOf(IDENTITIES).optional(),
  collective: yesOrNo.optional(),
  count: groupCount.optional(),
  partial_types: partialTypes.optional(),
  part_of: optionalSource.optional(),
  aliases: z
    .array(words(MOST_NAME))
    .max(MOST_ALIASES, { error: `At most ${MOST_ALIASES} other names.` })
    .optional(),
  reliability: oneOf(RELIABILITIES).nullish(),
  article_id: id().nullish(),
};
const name = words(MOST_NAME, 'Say who the source is, as the story describes them.');

/** A new source: what is left out is read from its words, as in a claim. */
export const newSourceSchema = z.object({ ...fields, name });

/** A change: what is left out stays. */
export const changedSourceSchema = z.object({
  ...fields,
  name: name.optional(),
  version: z.int({ error: 'Say which version you change.' }),
});

/** All that can be said of a source, with its organisation still as it was referred to. */
export interface SourceValues extends Pick<SourceRecord, 'name' | 'type' | 'identity' | 'count'> {
  readonly collective: boolean;
  readonly partialTypes: SourceRecord['partialTypes'];
  readonly partOf: SourceReference | null;
  readonly aliases: readonly string[];
  readonly reliability: SourceRecord['reliability'];
  readonly articleId: number | null;
}

/** @throws Unprocessable */
export function parseNewSource(body: unknown): SourceValues {
  const sent = parse(newSourceSchema, body);
  const said = describeWords(sent.name);
  const identity = sent.identity ?? said.identity;
  // With the identity given the words are not read any further, as wherever a source is described.
  const read = sent.identity ? { type: 'untyped' as const, count: null, collective: false } : said;
  const count = sent.count ?? (sent.collective === false ? null : read.count);
  return {
    ...{ name: sent.name, identity, count },
    type: sent.type ?? read.type,
    collective: sent.collective ?? (count !== null || read.collective),
    partialTypes: sent.partial_types ?? [],
    partOf: sent.part_of ?? null,
    aliases: sent.aliases ?? [],
    reliability: sent.reliability ?? null,
    articleId: sent.article_id ?? null,
  };
}

/** @throws Unprocessable */
export function parseChangedSource(
  body: unknown,
  before: SourceRecord,
): { readonly values: SourceValues; readonly version: number } {
  const sent = parse(changedSourceSchema, body);
  const count = sent.count === undefined ? before.count : sent.count;
  const partOf = before.organisation && { id: before.organisation.id };
  const identity = sent.identity ?? before.identity;
  const becomesNamed = isNamed({ identity }) && !isNamed(before);
  const values = {
    ...{ name: sent.name ?? before.name, type: sent.type ?? before.type, identity, count },
    collective: sent.collective ?? before.collective,
    partialTypes: sent.partial_types ?? before.partialTypes,
    partOf: sent.part_of === undefined ? partOf : sent.part_of,
    aliases: sent.aliases ?? before.aliases,
    reliability: sent.reliability === undefined ? before.reliability : sent.reliability,
    articleId: sent.article_id === undefined || becomesNamed ? before.articleId : sent.article_id,
  };
  return { values, version: sent.version };
}

/** A form's texts, as typed; '' where a choice is left to the words. */
export interface SourceForm {
  readonly name: string;
  readonly type: string;
  readonly identity: string;
  /** 'yes', 'no' or ''. */
  readonly collective: string;
  readonly count: string;
  readonly partialTypes: readonly string[];
  readonly partOf: string;
  readonly partOfId: string;
  /** One a line. */
  readonly aliases: string;
  readonly reliability: string;
  readonly articleId: string;
  readonly version: string;
}

/** Reads whatever was sent; never throws, so that it can be shown again. */
export function readSourceForm(body: unknown): SourceForm {
  const text = (field: string) => textOf(body, field);
  return {
    name: text('name'),
    type: text('type'),
    identity: text('identity'),
    collective: text('collective'),
    count: text('count'),
    partialTypes: textsOf(body, 'partial_types'),
    partOf: text('part_of'),
    partOfId: text('part_of_id'),
    aliases: text('aliases'),
    reliability: text('reliability'),
    articleId: text('article_id'),
    version: text('version'),
  };
}

export function formOf(source: SourceRecord): SourceForm {
  return {
    name: source.name,
    type: source.type,
    identity: source.identity,
    collective: source.collective ? 'yes' : 'no',
    count: source.count === null ? '' : `${source.count}`,
    partialTypes: source.partialTypes,
    partOf: source.organisation?.name ?? '',
    partOfId: source.organisation ? `${source.organisation.id}` : '',
    aliases: source.aliases.join('\n'),
    reliability: source.reliability ?? '',
    articleId: source.articleId === null ? '' : `${source.articleId}`,
    version: `${source.version}`,
  };
}

/** The JSON that a form means; what cannot be read stays text, for the schema to refuse. */
export function bodyOf(form: SourceForm): Readonly<Record<string, unknown>> {
  const said = describeWords(form.name);
  const identity = form.identity === '' ? said.identity : form.identity;
  const count = form.count.trim() === '' ? null : numberIn(form.count);
  const isLeft = form.collective === '';
  const organisation = { name: form.partOf, identity: 'named_org' };
  return {
    ...{ name: form.name, identity, type: form.type === '' ? said.type : form.type },
    count: isLeft && count === null ? said.count : count,
    collective: isLeft ? count !== null || said.collective : form.collective === 'yes',
    partial_types: form.partialTypes,
    part_of: partOf(form, organisation),
    aliases: form.aliases.split(/\r\n?|\n/).filter((line) => line.trim() !== ''),
    reliability: form.reliability === '' ? null : form.reliability,
    // A field for unnamed sources: what it says of a named one means nothing.
    article_id:
      form.articleId === '' || isNamed({ identity: identity as Identity })
        ? null
        : numberIn(form.articleId),
    ...(form.version === '' ? {} : { version: numberIn(form.version) }),
  };
}

function partOf(form: SourceForm, organisation: object): object | null {
  if (form.partOf.trim() === '') return null;
  return form.partOfId === '' ? organisation : { id: numberIn(form.partOfId) };
}

function numberIn(text: string): number | string {
  return /^\s*\d{1,15}\s*$/.test(text) ? Number(text) : text;
}

/** What a form asks for beyond what the API does. */
export function formErrors(body: Readonly<Record<string, unknown>>): FieldError[] {
  const unnamed = !isNamed({ identity: body.identity as Identity });
  const message = 'An unnamed source belongs to the article that describes it: choose that.';
  return unnamed && body.article_id === null ? [{ path: 'article_id', message }] : [];
}
