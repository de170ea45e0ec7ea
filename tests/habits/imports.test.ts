/** Imports point one way: this holds the picture of the house that architecture and README draw. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const FEATURES = ['claims', 'sources', 'articles', 'review', 'policy', 'extraction', 'exchange'];
FEATURES.push('history', 'people', 'help', 'corrections', 'replies', 'drafts', 'bulk');
FEATURES.push('filters', 'redaction');

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .sort();
const imports = files.flatMap((from) => {
  const source = readFileSync(join('src', from), 'utf8');
  return [...source.matchAll(/(?:from|import) '(\.[^']+)'/g)].map(
    (match): Import => ({ from, to: normalize(join(dirname(from), match[1] ?? '')) }),
  );
});

function featureOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] ?? '') : '';
}

function offenders(isWrong: (one: Import) => boolean): string[] {
  return imports.filter(isWrong).map(({ from, to }) => `${from} → ${to}`);
}

describe('imports point one way', () => {
  it('finds the imports at all', () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  it('lets the database know no feature and no web', () => {
    expect(
      offenders(({ from, to }) => featureOf(from) === 'database' && featureOf(to) !== 'database'),
    ).toEqual([]);
  });

  it('lets the web know no feature but who a person is', () => {
    const wrong = ({ from, to }: Import) =>
      featureOf(from) === 'web' && FEATURES.includes(featureOf(to)) && to !== 'people/person.ts';
    expect(offenders(wrong)).toEqual([]);
  });

  it('keeps the domain pure: claim, standing, source and rules know only domain types', () => {
    const pure = (file: string) =>
      /^claims\/(claim|standing|denial|corroboration|origins|retraction)\.ts$/.test(file) ||
      /^sources\/(source|describe)\.ts$/.test(file) ||
      file.startsWith('policy/rule') ||
      /^history\/(change|sentences)\.ts$/.test(file);
    expect(files.filter(pure).length).toBeGreaterThan(3);
    expect(offenders(({ from, to }) => pure(from) && /^(web|database|people)\//.test(to))).toEqual(
      [],
    );
  });

  it('uses another feature’s types, schemas and store, never its form, pages or routes', () => {
    const wrong = ({ from, to }: Import) =>
      from.includes('/') &&
      featureOf(from) !== featureOf(to) &&
      FEATURES.includes(featureOf(to)) &&
      /\/(form|pages|routes|[\w-]+-(page|pages|routes|form))\.ts$/.test(to);
    expect(offenders(wrong)).toEqual([]);
  });

  it('keeps Express to the web, the application and who is asking', () => {
    const users = files.filter((file) =>
      /from 'express'/.test(readFileSync(join('src', file), 'utf8')),
    );
    expect(users.filter((file) => !/^(web\/|app\.ts$|people\/identify\.ts$)/.test(file))).toEqual(
      [],
    );
  });
});
