/** Where a page of the list ends, written so that nobody builds on it. */
import * as z from 'zod';

const cursor = z.strictObject({
  /** A cursor belongs to the order that it was made for. */
  sort: z.string(),
  /** What the last claim is sorted by; ties are broken by its id. */
  key: z.number(),
  id: z.int().positive(),
});
export type Cursor = Readonly<z.output<typeof cursor>>;

export function writeCursor(after: Cursor): string {
  return Buffer.from(JSON.stringify([after.sort, after.key, after.id])).toString('base64url');
}

/** Null where the text is no cursor of ours. */
export function readCursor(text: string): Cursor | null {
  try {
    const [sort, key, id, ...rest] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    const read = cursor.safeParse({ sort, key, id });
    return read.success && rest.length === 0 ? read.data : null;
  } catch {
    return null;
  }
}
