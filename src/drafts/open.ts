/** A form as it is opened: where its draft is kept, and what it is filled in from. */
import { clockText, type TimeView, timeView } from '../web/dates.ts';
import type { Ask } from '../web/route.ts';
import type { KeptForm } from '../web/views.ts';
import {
  type Draft,
  isOfRecord,
  newPlace,
  type Place,
  placeOf,
  splitAddress,
  titleOf,
  urlOf,
  wordsOf,
} from './draft.ts';
import { draftsAt, draftsWithin, findDraft, newestDrafts } from './store.ts';

const MOST_OTHERS = 5;

/** What a form shows of its drafts. */
export interface DraftView {
  /** Goes with the form, so that its draft ends when it is saved. */
  readonly url: string;
  readonly personId: number;
  /** The revision of it that this page knows; 0 for none. */
  readonly seen: number;
  /** What stands in the form is kept nowhere yet. */
  readonly isUnsaved: boolean;
  readonly filled: {
    readonly wasSignedOut: boolean;
    readonly time: TimeView;
    readonly clock: string;
    readonly discardUrl: string;
  } | null;
  /** Further drafts of the same form, or of a new record of the same kind. */
  readonly others: readonly DraftLine[];
}

export interface DraftLine {
  readonly title: string;
  readonly url: string;
  readonly time: TimeView;
  readonly discardUrl: string;
}

export interface Opened {
  /** What the form is to be filled in from; null where it opens as usual. */
  readonly draft: Draft | null;
  readonly view: DraftView;
}

/**
 * Opens a form. The form of a record is filled in from what was typed there last; one for a new
 * record only when its address says so, since one may well want to begin another.
 * @param address where it stands, without its draft; the address asked for unless given
 */
export async function openDraft(ask: Ask, address?: string): Promise<Opened> {
  const asked = splitAddress(ask.address);
  const at = address ?? asked.address;
  const { database, zone } = ask.house;
  const { id } = ask.person;
  const known = asked.key === null ? null : await findDraft(database, id, asked.key);
  const named = known?.address === at ? known : null;
  const here = isOfRecord(at)
    ? await draftsAt(database, id, at)
    : await newestDrafts(database, id, MOST_OTHERS + 1, at.split('?')[0]);
  const draft = named ?? (isOfRecord(at) ? (here[0] ?? null) : null);
  const others = here.filter(({ key }) => key !== draft?.key).slice(0, MOST_OTHERS);
  const view = {
    ...viewOf(ask, draft ?? newPlace(at)),
    ...{ seen: draft?.revision ?? 0, others: others.map((one) => lineOf(one, zone)) },
    filled: draft && {
      ...{ wasSignedOut: draft.cause === 'signed_out', time: timeView(draft.savedAt, zone) },
      ...{ clock: clockText(draft.savedAt, ask.now, zone), discardUrl: `/drafts/${draft.key}` },
    },
  };
  return { draft, view };
}

/** The same form again, as it was sent. */
export function carryOn(ask: Ask, address: string): DraftView {
  const sent = placeOf(ask.formAddress ?? '');
  // What began as a new claim can have become a change of one on file.
  const isHere = sent !== null && pathOf(sent.address) === pathOf(address);
  return { ...viewOf(ask, isHere ? sent : newPlace(address)), isUnsaved: true };
}

function pathOf(address: string): string {
  return address.replace(/\?[^#]*/, '');
}

function viewOf(ask: Ask, place: Place): DraftView {
  const nothing = { seen: 0, isUnsaved: false, filled: null, others: [] };
  return { url: urlOf(place), personId: ask.person.id, ...nothing };
}

/** A draft in a list of them. */
export function lineOf(draft: Draft, zone: string): DraftLine {
  return {
    title: titleOf(draft.body) || 'Nothing but particulars',
    url: urlOf(draft),
    time: timeView(draft.savedAt, zone),
    discardUrl: `/drafts/${draft.key}`,
  };
}

/** Parts of pages whose form is filled in again by the page itself. */
const FILLED = /#comments$/;
/** What was sent to the short forms of the page asked for, after the session had ended. */
export async function keptAt(ask: Ask): Promise<KeptForm[]> {
  const path = ask.address.split('?')[0] ?? '/';
  const drafts = await draftsWithin(ask.house.database, ask.person.id, path);
  return drafts
    .filter(({ address }) => !FILLED.test(address))
    .map(({ key, body, savedAt }) => ({
      time: timeView(savedAt, ask.house.zone),
      words: wordsOf(body),
      discardUrl: `/drafts/${key}`,
    }));
}
