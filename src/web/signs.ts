/** The signs' shapes for drawings, out of the sprite that the pages use. */
import { readFileSync } from 'node:fs';

const SPRITE = new URL('../../views/assets/icons/signs.svg', import.meta.url);
const SYMBOL = /<symbol id="(\w+)"[^>]*>(.*?)<\/symbol>/gs;

const shapes = new Map(
  [...readFileSync(SPRITE, 'utf8').matchAll(SYMBOL)].map(([, id, shape]) => [id, shape]),
);

/** Markup of a sign, 12 units wide and high. */
export function signShape(id: string): string {
  const shape = shapes.get(id);
  if (shape === undefined) throw new Error(`There is no sign ${id}.`);
  return shape;
}
