/**
 * Views: all templates are compiled at start, in strict mode, so that a missing file, partial or
 * field shows at once and not in front of a person.
 */
import { readdirSync, readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import type { TimeView } from './dates.ts';

const FOLDER = new URL('../../views/', import.meta.url);

/**
 * Each view with its model. Features add theirs beside their view-models:
 * `declare module '../web/views.ts' { interface ViewModels { 'claims/index': ClaimsPage } }`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: features add to it by declaration merging.
export interface ViewModels {}

/** What the layout needs around any view. */
export interface Frame {
  readonly title: string;
  readonly newsroom: string;
  /** Base address of the static files, changed whenever they change. */
  readonly assets: string;
  readonly navigation: readonly {
    readonly label: string;
    readonly url: string;
    readonly current: boolean;
  }[];
  readonly person: { readonly name: string; readonly role: string } | null;
  /** Forms of this page that came after their session had ended. */
  readonly kept: readonly KeptForm[];
  /** Whether single keys do something. */
  readonly singleKeys: boolean;
}

/** What somebody typed into a short form of a page, to be copied into it again. */
export interface KeptForm {
  readonly time: TimeView;
  readonly words: readonly { readonly label: string; readonly text: string }[];
  readonly discardUrl: string;
}

export type Render = (view: string, model: object, frame: Frame) => string;

const trusted = new WeakSet<object>();

/** Markup that this program drew itself. Its text content must already be escaped. */
export interface Drawing {
  readonly svg: string;
}

/** Marks SVG as drawn by us: the templates’ `svg` writes nothing else unescaped. */
export function drawing(svg: string): Drawing {
  const made = { svg };
  trusted.add(made);
  return made;
}

/** Compiles every file below `views/`; throws on the first that does not compile. */
export function compileViews(): Render {
  const handlebars = Handlebars.create();
  handlebars.registerHelper('svg', (value: Drawing) => {
    if (!trusted.has(value)) throw new Error('Only drawings of our own are written unescaped.');
    return new handlebars.SafeString(value.svg);
  });
  const templates = new Map<string, HandlebarsTemplateDelegate>();
  for (const name of templateNames()) {
    const source = readFileSync(new URL(`${name}.hbs`, FOLDER), 'utf8');
    const template = handlebars.compile(source, {
      strict: true,
      knownHelpers: { svg: true },
      knownHelpersOnly: true,
      preventIndent: true,
    });
    handlebars.registerPartial(name, template);
    templates.set(name, template);
  }
  return (view, model, frame) => {
    const template = templates.get(view);
    if (!template) throw new Error(`There is no view ${view}.`);
    return template({ ...model, frame });
  };
}

function templateNames(): string[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.hbs'))
    .map((name) => name.slice(0, -'.hbs'.length))
    .sort();
}
