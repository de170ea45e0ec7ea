/** Keeps a form that arrived after its sender's session had ended. */
import { may, type Person } from '../people/person.ts';
import type { House, Route } from '../web/route.ts';
import { isAt, newPlace, type Place, placeOf, urlOf, wordsOf } from './draft.ts';
import { keepDraft } from './store.ts';

/** As long as the longest text that an article may have, with what JSON escapes in it. */
const MOST_SENT = 5_000_000;

/** A form that came with a session that has ended, or with none. */
export interface LateForm {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly formAddress: string | null;
  /** Whose session it was; null where nobody can tell. */
  readonly former: Person | null;
}

/** Where the form stands, and whether what was sent is kept there. */
export interface LatePlace {
  readonly url: string;
  readonly isKept: boolean;
}

/**
 * Keeps the form as a draft of the person whose session it was, if they may send such a form.
 * @returns null for a request that is no form worth keeping
 */
export async function keepLate(house: House, late: LateForm): Promise<LatePlace | null> {
  const { route, former, body } = late;
  const place = formPlace(late);
  if (place === null || route.action === 'anyone') return null;
  const isLong = (JSON.stringify(body)?.length ?? 0) > MOST_SENT;
  // A button alone has nothing to keep.
  const isEmpty = place.address.includes('#') && wordsOf(body).length === 0;
  if (former === null || !may(former, route.action) || isLong || isEmpty) {
    return { url: urlOf(place), isKept: false };
  }
  const typed = { body, personId: former.id, cause: 'signed_out', writer: '' } as const;
  const keep = (at: Place) =>
    house.database.write((tx) =>
      keepDraft(tx, { ...typed, address: at.address, key: at.key, at: house.clock() }, null),
    );
  if ((await keep(place)) !== null) return { url: urlOf(place), isKept: true };
  // Its draft was settled, in another tab or before one went back to the form: this is a new one.
  const other = newPlace(place.address);
  return { url: urlOf(other), isKept: (await keep(other)) !== null };
}

/** The form says where it stands; without that it is the page that the route names. */
function formPlace({ route, params, formAddress }: LateForm): Place | null {
  const { form } = route;
  if (form === undefined) return null;
  const said = placeOf(formAddress ?? '');
  if (said && isAt(said.address, form)) return said;
  return newPlace(form.replace(/:(\w+)/g, (_, name: string) => params[name] ?? ''));
}
