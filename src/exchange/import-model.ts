/** The pages of imports: finished strings. */
import { type TimeView, timeView } from '../web/dates.ts';
import { IMPORT_COLUMNS } from './csv-claims.ts';
import type { Difference, Planned } from './csv-import.ts';
import type { Import } from './import-store.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'imports/index': ImportsPage;
    'imports/show': ImportPage;
  }
}

export interface ImportsPage {
  readonly name: string;
  readonly csv: string;
  readonly errors: readonly string[];
  readonly furtherErrors: string | null;
  readonly columns: readonly { readonly file: string; readonly names: string }[];
  readonly imports: readonly {
    readonly url: string;
    readonly name: string;
    readonly counts: string;
    readonly state: string;
    readonly time: TimeView;
  }[];
}

export interface ImportPage {
  readonly id: number;
  readonly name: string;
  readonly counts: string;
  readonly by: string;
  readonly time: TimeView;
  readonly applied: { readonly by: string; readonly time: TimeView } | null;
  readonly rows: readonly {
    readonly line: number;
    readonly what: string;
    readonly statement: string;
    readonly url: string | null;
    readonly differences: readonly {
      readonly what: string;
      readonly was: string;
      readonly now: string;
    }[];
  }[];
  readonly furtherRows: string | null;
}

const NUMBER = new Intl.NumberFormat('en-GB');
const MOST_ERRORS = 50;
const MOST_SHOWN = 200;

/** "adds 3, changes 1, leaves 12 as they are" */
function countsText(claims: readonly Planned[]): string {
  const count = (what: Planned['what']) =>
    NUMBER.format(claims.filter((claim) => claim.what === what).length);
  return `adds ${count('adds')}, changes ${count('changes')}, leaves ${count('leaves')} as they are`;
}

export function importsPage(
  form: { readonly name: string; readonly csv: string },
  errors: readonly string[],
  imports: readonly Import[],
  zone: string,
): ImportsPage {
  const further = errors.length - MOST_ERRORS;
  return {
    ...form,
    errors: errors.slice(0, MOST_ERRORS),
    furtherErrors: further > 0 ? `and ${NUMBER.format(further)} more` : null,
    columns: IMPORT_COLUMNS.map(({ file, names }) => ({ file, names: names.join(', ') })),
    imports: imports.map(({ id, name, claims, by, at, appliedBy, appliedAt }) => ({
      ...{ url: `/imports/${id}`, name, counts: countsText(claims) },
      state: appliedBy === null ? `waits, from ${by}` : `applied by ${appliedBy}`,
      time: timeView(appliedAt ?? at, zone),
    })),
  };
}

export function importPage(one: Import, zone: string): ImportPage {
  const telling = one.claims.filter(({ what }) => what !== 'leaves');
  const further = telling.length - MOST_SHOWN;
  return {
    ...{ id: one.id, name: one.name, counts: countsText(one.claims), by: one.by },
    time: timeView(one.at, zone),
    applied:
      one.appliedAt === null
        ? null
        : { by: one.appliedBy ?? '', time: timeView(one.appliedAt, zone) },
    rows: telling.slice(0, MOST_SHOWN).map(({ line, what, id, statement, differences }) => ({
      ...{ line, statement },
      what: one.appliedAt === null ? what : what === 'adds' ? 'added' : 'changed',
      url: id === null ? null : `/claims/${id}`,
      differences: differences.map(differenceOf),
    })),
    furtherRows: further > 0 ? `and ${NUMBER.format(further)} more` : null,
  };
}

function differenceOf({ what, was, now }: Difference) {
  return { what, was: was ?? 'nothing', now: now ?? 'nothing' };
}

export function importJson(one: Import) {
  const { id, name, claims, by, at, appliedBy, appliedAt } = one;
  return {
    ...{ id, url: `/imports/${id}`, name, by, at, applied_by: appliedBy, applied_at: appliedAt },
    claims: claims.map((claim) => ({ ...claim })),
  };
}
