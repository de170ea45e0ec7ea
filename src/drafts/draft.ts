/** What a draft is, and where its form stands. Pure. */
import { randomBytes } from 'node:crypto';

/** A form that is open: where it stands, and which of those that stand there it is. */
export interface Place {
  /** `/claims/new?article=7`, `/claims/7/edit`, `/claims/7#comments`. */
  readonly address: string;
  /** Tells apart what one person types into two tabs. */
  readonly key: string;
}

export interface Draft extends Place {
  /** The fields of the form, nested by the dots of their names. */
  readonly body: unknown;
  /** The version of the record that the form was opened at; null for a new one. */
  readonly baseVersion: number | null;
  readonly cause: 'typed' | 'signed_out';
  readonly savedAt: string;
  /** How often it was kept. */
  readonly revision: number;
}

const MOST_ADDRESS = 1500;
const KEY = /^[\w-]{8,40}$/;
/** The parameter of an address that says which draft the form is filled in from. */
const PARAMETER = 'draft';

export function newPlace(address: string): Place {
  return { address, key: randomBytes(9).toString('base64url') };
}

/** The address at which the form opens filled in. */
export function urlOf({ address, key }: Place): string {
  const [rest = '', hash] = address.split('#');
  const url = `${rest}${rest.includes('?') ? '&' : '?'}${PARAMETER}=${key}`;
  return hash === undefined ? url : `${url}#${hash}`;
}

/** Reads `urlOf` back; null where it is none of this site, or says no key. */
export function placeOf(url: string): Place | null {
  if (!/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(url) || url.length > MOST_ADDRESS) return null;
  const { address, key } = splitAddress(url);
  return key !== null && KEY.test(key) ? { address, key } : null;
}

/** An address without its draft, and the key of that. */
export function splitAddress(url: string): { readonly address: string; key: string | null } {
  const [rest = '', hash] = url.split('#');
  const [path = '', query = ''] = rest.split('?');
  const fields = new URLSearchParams(query);
  const key = fields.get(PARAMETER);
  fields.delete(PARAMETER);
  const after = hash === undefined ? '' : `#${hash}`;
  return { address: `${path}${fields.size > 0 ? `?${fields}` : ''}${after}`, key };
}

/**
 * Whether a form stands at the address.
 * @param form path of a page as routes name it: `/claims/:id/edit`, `/claims/:id#comments`
 */
export function isAt(address: string, form: string): boolean {
  const place = address.replace(/\?[^#]*/, '');
  const pattern = form.replace(/:\w+/g, '[1-9]\\d{0,14}');
  return new RegExp(`^${pattern}$`).test(place);
}

/** Whether at most one form of a person is usually open there: it belongs to a record. */
export function isOfRecord(address: string): boolean {
  return !/\/new(?:[?#]|$)/.test(address);
}

const TITLES = ['statement', 'headline', 'name', 'body', 'reason', 'subject'];
const MOST_TITLE = 120;

/** The words by which somebody knows their draft again. */
export function titleOf(body: unknown): string {
  const fields = typeof body === 'object' && body !== null ? body : {};
  for (const name of TITLES) {
    const text = (fields as Record<string, unknown>)[name];
    if (typeof text !== 'string' || text.trim() === '') continue;
    const line = text.trim().replace(/\s+/g, ' ');
    return line.length > MOST_TITLE ? `${line.slice(0, MOST_TITLE).trimEnd()} …` : line;
  }
  return '';
}

/** The version that a form was opened at. */
export function baseVersionOf(body: unknown): number | null {
  const fields = typeof body === 'object' && body !== null ? body : {};
  const version = 'version' in fields ? String(fields.version) : '';
  return /^\d{1,15}$/.test(version) ? Number(version) : null;
}

/** Fields of short forms that say where they go, or are chosen, and nothing that somebody typed. */
const PLUMBING = [
  ...['to', 'code', 'version', 'queue', 'back', 'id', 'assessment', 'judgement', 'provisional'],
];

/** The words in a form, each with what its field is called. */
export function wordsOf(body: unknown, name = ''): { label: string; text: string }[] {
  if (typeof body === 'string') {
    const isWords = body.trim() !== '' && !/^\d+$/.test(body) && !PLUMBING.includes(name);
    return isWords ? [{ label: labelOf(name), text: body }] : [];
  }
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([key, one]) =>
    wordsOf(one, Array.isArray(body) ? name : key),
  );
}

function labelOf(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
