/** The page on which a source is restricted, and who it is shown to. */
import { type TimeView, timeView } from '../web/dates.ts';
import type { FieldError } from '../web/errors.ts';
import type { SourceRecord } from './record.ts';
import type { Restriction, RestrictionForm } from './restriction.schema.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'sources/restriction': RestrictionPage;
  }
}

export interface RestrictionPage {
  readonly id: number;
  readonly name: string;
  readonly since: { readonly who: string; readonly when: TimeView } | null;
  readonly reason: string;
  readonly reasonError: string | null;
  readonly people: readonly {
    readonly id: number;
    readonly name: string;
    readonly field: string;
    readonly chosen: boolean;
  }[];
  readonly peopleError: string | null;
  readonly you: string;
  readonly errors: readonly FieldError[];
}

export interface RestrictionScene {
  readonly source: SourceRecord;
  readonly restriction: Restriction | null;
  readonly candidates: readonly { readonly id: number; readonly name: string }[];
  readonly form: RestrictionForm;
  readonly errors: readonly FieldError[];
  readonly zone: string;
}

export function restrictionPage(scene: RestrictionScene): RestrictionPage {
  const { source, restriction, candidates, form, errors } = scene;
  const errorAt = (path: string) => errors.find((one) => one.path === path)?.message ?? null;
  return {
    ...{ id: source.id, name: source.name },
    since: restriction && {
      who: restriction.personName,
      when: timeView(restriction.madeAt, scene.zone),
    },
    ...{ reason: form.reason, reasonError: errorAt('reason') },
    people: candidates.map(({ id, name }, at) => ({
      ...{ id, name, field: at === 0 ? 'field-people' : `field-people-${id}` },
      chosen: form.people.includes(String(id)),
    })),
    peopleError: errorAt('people'),
    you: restriction ? '' : 'You and the administrators are shown it in any case.',
    errors: errors.filter(({ path }) => path === 'reason' || path === 'people'),
  };
}

export function formOfRestriction(restriction: Restriction | null, you: number): RestrictionForm {
  return restriction
    ? { reason: restriction.reason, people: restriction.people.map(({ id }) => String(id)) }
    : { reason: '', people: [String(you)] };
}

export function restrictionJson(restriction: Restriction | null): object {
  if (!restriction) return { restricted: false };
  const { reason, personName: person, madeAt: made_at, people } = restriction;
  return { restricted: true, reason, person, made_at, people };
}
