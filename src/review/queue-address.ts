/** The addresses of the queue, and where somebody who came from there goes on. Pure. */
import { textOf } from '../web/forms.ts';
import { WHOSE, type Whose } from './queue-store.ts';

interface QueuePlace {
  readonly whose: Whose;
  /** The claim that is looked at. */
  readonly claim?: number | null;
  /** Of a page of the list: the last claim of the page before. */
  readonly after?: number | null;
  /** The step that was just taken. */
  readonly did?: number;
}

export function queueAddress({ whose, claim, after, did }: QueuePlace): string {
  const query = new URLSearchParams();
  if (whose !== 'all') query.set('whose', whose);
  if (claim) query.set('claim', `${claim}`);
  if (after) query.set('after', `${after}`);
  if (did) query.set('did', `${did}`);
  return query.size === 0 ? '/review' : `/review?${query}`;
}

/** The queue that a form was sent from; null where it was another page. */
export function queueOf(body: unknown): Whose | null {
  const sent = textOf(body, 'queue');
  return WHOSE.find((one) => one === sent) ?? null;
}

/** Back to a claim: where it is looked at in the queue, or its own page. */
export function addressOfClaim(body: unknown, id: number, part: string): string {
  const whose = queueOf(body);
  const page = whose ? queueAddress({ whose, claim: id }) : `/claims/${id}`;
  return `${page}#${part}`;
}
