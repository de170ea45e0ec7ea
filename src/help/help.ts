/** `/help`: the words, worked examples, and every name that others rely on. */
import { SETTINGS_HELP } from '../config.ts';
import { RULES } from '../policy/rules.ts';
import { SOURCE_TYPE_LABELS, SOURCE_TYPES } from '../sources/source.ts';
import { type Answer, type GuardedRoute, page, type Route } from '../web/route.ts';
import { SOURCE_TYPE_EXAMPLES, WORKED_EXAMPLES } from './examples.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'help/show': HelpPage;
  }
}

export interface HelpPage {
  readonly types: readonly { code: string; label: string; example: string }[];
  readonly worked: readonly { copy: string; recorded: string; derived: string }[];
  readonly filters: readonly { key: string; label: string; example: string; url: string }[];
  readonly columns: readonly { file: string; names: string }[];
  readonly importColumns: HelpPage['columns'];
  readonly rules: readonly {
    readonly code: string;
    readonly title: string;
    readonly wording: string;
    readonly demandedBy: string;
    readonly usually: string;
  }[];
  readonly settings: readonly { name: string; about: string }[];
  readonly routes: readonly { method: string; path: string; about: string }[];
}

/** The part of the help that other features say of themselves. */
export interface HelpParts {
  readonly filters: HelpPage['filters'];
  readonly columns: HelpPage['columns'];
  readonly importColumns: HelpPage['columns'];
}

/** The help's routes; it lists the whole table that it becomes part of. */
export function helpRoutes(routes: () => readonly Route[], parts: HelpParts): GuardedRoute[] {
  const handle = (): Answer => {
    const model = helpPage(routes(), parts);
    return page('help/show', 'Help', model, model);
  };
  return [{ method: 'GET', path: '/help', action: 'read', handle, about: 'The help' }];
}

function helpPage(
  routes: readonly Route[],
  { filters, columns, importColumns }: HelpParts,
): HelpPage {
  return {
    types: SOURCE_TYPES.map((code) => ({
      ...{ code, label: SOURCE_TYPE_LABELS[code], example: SOURCE_TYPE_EXAMPLES[code] },
    })),
    worked: WORKED_EXAMPLES,
    filters,
    columns,
    importColumns,
    rules: RULES.map(({ code, title, wording, demandedBy, usually }) => ({
      ...{ code, title, wording, demandedBy, usually },
    })),
    settings: SETTINGS_HELP,
    routes: routes.map(({ method, path, about }) => ({ method, path, about })),
  };
}
