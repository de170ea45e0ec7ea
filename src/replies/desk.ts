/** What the desk says of requests for replies. */
import type { Json } from '../history/change.ts';
import { dayIn } from '../web/dates.ts';
import type { Ask } from '../web/route.ts';
import { replyJson } from './json.ts';
import type { ReplyRecord } from './reply.ts';
import { readRepliesDue } from './search.ts';
import { countedClaims, type Now, stateView } from './words.ts';

interface DueReplies {
  readonly rows: readonly { url: string; statement: string; remark: string }[];
  readonly data: readonly Json[];
}

/** Overdue, to be asked again, or due soon: the person's own first, then the newsroom's. */
export async function repliesDue({ house, person, now }: Ask, most: number): Promise<DueReplies> {
  const { database, zone } = house;
  const today = dayIn(now, zone);
  const replies = await readRepliesDue(database, { personId: person.id, now }, today, most);
  return {
    rows: replies.map((reply) => ({
      ...{ url: `/replies/${reply.id}`, statement: reply.subject.name },
      remark: remarkOf(reply, person.id, { now, today, zone }),
    })),
    data: replies.map((reply) => replyJson(reply, now)),
  };
}

/** "overdue since 4 Oct 2024, 17:00 · 3 claims · you asked". */
function remarkOf(reply: ReplyRecord, personId: number, now: Now): string {
  const { askedBy, claims } = reply;
  const who = askedBy?.id === personId ? 'you' : askedBy?.name;
  const parts = [stateView(reply, now).text, countedClaims(claims.length)];
  return [...parts, ...(who ? [`${who} asked`] : [])].join(' · ');
}
