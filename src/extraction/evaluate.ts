import { readFileSync } from 'node:fs';
import type { ProposedAttribution } from './extraction.ts';
import { extractAttributions } from './extraction.ts';
import type { GoldSentence, SeedGold } from './gold.ts';
import { checkSeed, checkSentence, GOLD_FIELDS } from './gold.ts';
import type { MarkedArticle } from './lessons.ts';
import type { Grade, Score } from './measure.ts';
import { addScores, gradeArticle, scoreOf } from './measure.ts';
import { loadModel } from './model.ts';
import { findShared } from './shared-data.ts';

// npm run evaluate
const begun = performance.now();
const idleMegabytes = process.memoryUsage.rss() / 1e6;
const model = loadModel();
const loadMilliseconds = performance.now() - begun;
const rows: string[][] = [['measure', 'P', 'R', 'F1', 'target']];

measureMarked('polnear/dev.jsonl', 'PolNeAR dev', () => true, ['79', '74', '69']);
measureMarked('gum/dev.jsonl', 'GUM dev, news', (article) => article.genre === 'news', [
  '',
  '',
  '',
]);
measureMarked('gum/dev.jsonl', 'GUM dev, all', () => true, ['', '', '']);
printTable(rows);
for (const half of [1, 2]) measureOwn(half);
measureSeed();

type Article = MarkedArticle & { readonly genre?: string };

function measureMarked(
  file: string,
  name: string,
  isWanted: (article: Article) => boolean,
  targets: readonly string[],
): void {
  const articles = readLines<Article>(file)?.filter(isWanted);
  if (articles === undefined) return;
  const read = articles.map((article) => {
    const ours = joinSplit(extractAttributions(article.text, model).attributions);
    const grades = gradeArticle(article.text, article.attributions, ours);
    return { gold: article.attributions.length, ours, grades };
  });
  addRows(name, addScores(read.map(({ gold, grades }) => scoreOf(gold, grades))), targets);
  if (!file.startsWith('polnear')) return;
  const sure = read.map(({ gold, ours, grades }) =>
    scoreOf(gold, grades.filter((_, i) => ours[i]!.confidence >= 0.9) as Grade[]),
  );
  addRows(`${name}, confidence >= 0.9`, addScores(sure), ['P 92, R 40', '', '']);
  measureTime(articles);
}

/** The data mark "A and B said" once; ours are two with one cue, of which one is counted. */
function joinSplit(all: readonly ProposedAttribution[]): ProposedAttribution[] {
  const seen = new Set<string>();
  return all.filter(({ cue, content }) => {
    const key = JSON.stringify([cue, content]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function addRows(name: string, score: Score, targets: readonly string[]): void {
  ['cue', '+source', '+content'].forEach((level, i) => {
    const [right, { gold, proposed }] = [score.right[i]!, score];
    const [p, r, f1] = [right / proposed, right / gold, (2 * right) / (proposed + gold)];
    rows.push([`${name}: ${level}`, percent(p), percent(r), percent(f1), targets[i] ?? '']);
  });
}

function percent(share: number): string {
  return (100 * share).toFixed(1);
}

function measureTime(articles: readonly Article[]): void {
  // Processor time instead of the clock's: on a busy machine only that says how much work it is.
  const begin = process.cpuUsage();
  for (const { text } of articles) extractAttributions(text, model);
  const used = process.cpuUsage(begin);
  const words = articles.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
  const per900 = ((used.user + used.system) / 1000 / words) * 900;
  const memory = process.memoryUsage.rss() / 1e6 - idleMegabytes;
  console.log(`time for 900 words      ${per900.toFixed(1)} ms (target 30)`);
  console.log(`memory over idle        ${memory.toFixed(0)} MB (target 150; the data counted in)`);
  console.log(`loading the model       ${loadMilliseconds.toFixed(0)} ms\n`);
}

function measureOwn(half: number): void {
  const path = new URL(`../../tests/extraction/gold-${half}.jsonl`, import.meta.url);
  const sentences = parseLines<GoldSentence>(readFileSync(path, 'utf8'));
  const checks = sentences.map((gold) =>
    checkSentence(gold, extractAttributions(gold.text, model).attributions),
  );
  console.log(`\nown gold, half ${half}: ${sentences.length} sentences, accuracy per field`);
  for (const field of GOLD_FIELDS) {
    const right = checks.filter((check) => check[field]).length;
    console.log(`  ${field.padEnd(14)} ${percent(right / checks.length)}`);
  }
  if (process.argv.includes('--wrong') && half === 1) {
    sentences.forEach((gold, i) => {
      const wrong = GOLD_FIELDS.filter((field) => !checks[i]![field]);
      if (wrong.length > 0) console.log(`    ${wrong.join(', ')}: ${gold.text}`);
    });
  }
}

function measureSeed(): void {
  const [textPath, goldPath] = ['txt', 'gold.json'].map((end) =>
    findShared(`seed/article-1.${end}`),
  );
  if (!textPath || !goldPath) {
    console.log('\nseed article: skipped, ../shared/data/seed is missing');
    return;
  }
  const gold = JSON.parse(readFileSync(goldPath, 'utf8')) as SeedGold;
  const ours = extractAttributions(readFileSync(textPath, 'utf8'), model).attributions;
  const checked = checkSeed(gold, ours);
  const right = checked.filter(({ wrong }) => wrong === null).length;
  console.log(
    `\nseed article: ${right} of ${checked.length} explicit attributions right (target 13)`,
  );
  for (const { source, wrong } of checked) {
    if (wrong !== null) console.log(`  ${source}: ${wrong}`);
  }
}

function readLines<T>(file: string): T[] | undefined {
  const path = findShared(file);
  if (path === null) console.log(`${file}: skipped, not found in ../shared/data`);
  return path === null ? undefined : parseLines<T>(readFileSync(path, 'utf8'));
}

function parseLines<T>(lines: string): T[] {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

function printTable(table: readonly string[][]): void {
  for (const [name, ...cells] of table) {
    console.log(`${name!.padEnd(44)}${cells.map((cell) => cell.padStart(7)).join('')}`);
  }
}
