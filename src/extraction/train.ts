import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { MarkedArticle } from './lessons.ts';
import { encodeModel } from './model-file.ts';
import { findShared } from './shared-data.ts';
import { trainModel } from './training.ts';

// npm run train -- [FILE] [--seed N] [--to FILE]
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string', default: '1' }, to: { type: 'string' } },
});
const path = positionals[0] ?? findShared('polnear/train.jsonl');
if (path === null) {
  console.error('No training data: name a file, or put polnear/train.jsonl into ../shared/data.');
  process.exit(1);
}
// More change nothing that was measured, but make the file bigger and the reading slower.
const MOST_ROWS = 300_000;
const begin = performance.now();
const articles = readFileSync(path, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as MarkedArticle);
const learnt = trainModel(articles, {
  seed: Number(values.seed),
  mostRows: MOST_ROWS,
  say: (line) =>
    console.log(`${((performance.now() - begin) / 1000).toFixed(0).padStart(4)} s  ${line}`),
});
const file = encodeModel(learnt, MOST_ROWS);
writeFileSync(values.to ?? new URL('./model.bin', import.meta.url), file);
console.log(`model: ${(file.length / 1e6).toFixed(2)} MB`);
