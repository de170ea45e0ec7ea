/** Somebody who types into forms, in tests of drafts. */
import { type Member, type Newsroom, secretOf } from '../support/newsroom.ts';

type Fields = Readonly<Record<string, string>>;

export interface Kept {
  readonly key: string;
  readonly url: string;
  readonly revision: number;
  readonly saved_at: string;
  readonly clock: string;
}

/** What a page's form says of its draft. */
export function draftOf(html: string): string {
  const value = /name="_draft" value="([^"]*)"/.exec(html)?.[1] ?? '';
  return value.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
}

export function keyOf(url: string): string {
  return new URL(url, 'http://x').searchParams.get('draft') ?? '';
}

/** Sends a form's fields as the script does while one types. */
export function type(
  newsroom: Newsroom,
  member: Member | null,
  url: string,
  fields: Fields,
  { writer = 'the-first-tab', seen = 0 } = {},
): Promise<Response> {
  const headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' };
  if (member) headers.cookie = `session=${secretOf(member)}`;
  const query = new URLSearchParams({ writer, seen: `${seen}` });
  return fetch(`${newsroom.url}/drafts/${keyOf(url)}.json?${query}`, {
    ...{ method: 'PUT', headers, redirect: 'manual' },
    body: new URLSearchParams({ ...fields, _draft: url }),
  });
}

export async function answerTo(response: Promise<Response>): Promise<Kept> {
  return (await response).json() as Promise<Kept>;
}

/** The text that a field of a page holds. */
export function typedIn(html: string, name: string): string | null {
  const area = new RegExp(`<textarea[^>]* name="${name}"[^>]*>\\n([^<]*)</textarea>`).exec(html);
  const input = new RegExp(`<input[^>]* name="${name}" value="([^"]*)"`).exec(html);
  return area?.[1] ?? input?.[1] ?? null;
}
