import { readFileSync } from 'node:fs';
import { decodeModel } from './model-file.ts';
import type { Model } from './reading.ts';

let loaded: Model | null = null;

/** The trained model that is shipped beside the code; read once. */
export function loadModel(): Model {
  loaded ??= decodeModel(readFileSync(new URL('./model.bin', import.meta.url)));
  return loaded;
}
