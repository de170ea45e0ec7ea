/** What no template may do, and that templates and their models are declared for each other. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);

function filesBelow(folder: string, ending: string): { name: string; text: string }[] {
  return readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => ({ name, text: readFileSync(new URL(folder + name, ROOT), 'utf8') }));
}

const templates = filesBelow('views/', '.hbs');
// What another template takes in is a part of it; everything else is a view.
const parts = new Set(
  templates.flatMap(({ text }) =>
    [...text.matchAll(/\{\{#?> ?([\w/-]+)/g)].map(([, name]) => name),
  ),
);
const views = templates.filter(
  ({ name }) => name !== 'error.hbs' && !parts.has(name.slice(0, -'.hbs'.length)),
);

/** Templates as a browser would see their tags: what Handlebars does is taken out. */
function markup(text: string): string {
  return text.replace(/\{\{!--.*?--\}\}|\{\{[^}]*\}\}/gs, '');
}

describe.each(templates)('$name', ({ text }) => {
  it('has no script, style or handler of its own: the browser would refuse them', () => {
    const tags = markup(text);
    expect(tags.match(/<script(?![^>]*\ssrc=)[^>]*>/gi) ?? []).toEqual([]);
    expect(tags.match(/<style|\sstyle\s*=/gi) ?? []).toEqual([]);
    expect(tags.match(/<[^>]*\son[a-z]+\s*=/gi) ?? []).toEqual([]);
    expect(tags.match(/javascript:/gi) ?? []).toEqual([]);
  });

  it('writes nothing unescaped', () => {
    expect(text.match(/\{\{\{|\{\{~?&/g) ?? []).toEqual([]);
  });

  it('names only attributes in quotes', () => {
    expect(text.match(/<[^>]*\s[a-z-]+=\{\{/gi) ?? []).toEqual([]);
  });
});

describe('views', () => {
  const declared = filesBelow('src/', '.ts').flatMap(({ text }) =>
    [
      ...text.replace(/\/\*.*?\*\//gs, '').matchAll(/interface ViewModels \{(.*?)\n {2}\}/gs),
    ].flatMap(([, body = '']) =>
      [...body.matchAll(/'([\w/-]+)':/g)].map(([, name]) => name as string),
    ),
  );

  it('are each declared with their model, and each model has its view', () => {
    expect([...declared].sort()).toEqual(views.map(({ name }) => name.slice(0, -'.hbs'.length)));
  });

  it.each(views)('$name stands in the layout', ({ text }) => {
    expect(text.trim()).toMatch(/^\{\{#> layouts\/page\}\}.*\{\{\/layouts\/page\}\}$/s);
  });
});

describe('styles', () => {
  const files = filesBelow('views/assets/css/', '.css');
  const main = files.find(({ name }) => name === 'main.css')?.text ?? '';
  const imported = [...main.matchAll(/@import url\("(.+?)"\)/g)].map(([, name]) => name as string);

  it('are all imported, and nothing else is', () => {
    const others = files.map(({ name }) => name).filter((name) => name !== 'main.css');
    expect([...imported].sort()).toEqual(others);
  });

  it('take colours from the tokens only', () => {
    const own = files.filter(({ name }) => !['tokens.css', 'print.css'].includes(name));
    const colour = /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|lab|lch)\(/gi;
    expect(
      own.flatMap(({ name, text }) => (text.match(colour) ?? []).map((one) => name + one)),
    ).toEqual([]);
  });
});
