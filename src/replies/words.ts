/** A request in words, the same on every page that shows one. Pure. */
import type { Stance } from '../claims/claim.ts';
import { STANCE_LABELS } from '../claims/words.ts';
import { dateText, timeText } from '../web/dates.ts';
import {
  askAgainOn,
  BY_CHANNEL,
  isOverdue,
  isToAskAgain,
  type Position,
  type ReplyRecord,
} from './reply.ts';

/** What a day and a moment are now, for the newsroom. */
export interface Now {
  readonly now: Date;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly zone: string;
}

export interface StateView {
  /** A sign of a stance, null where none fits. */
  readonly sign: Stance | null;
  readonly text: string;
  /** It is time to do something. */
  readonly isUrgent: boolean;
}

/** "overdue since 4 Oct 2024, 17:00", "ask again on 8 Oct 2024", "denies". */
export function stateView(reply: ReplyRecord, { now, today, zone }: Now): StateView {
  const due = timeText(reply.dueAt, zone);
  switch (reply.state) {
    case 'withdrawn':
      return { sign: null, text: 'withdrawn', isUrgent: false };
    case 'open':
      return isOverdue(reply, now)
        ? { sign: 'awaiting', text: `overdue since ${due}`, isUrgent: true }
        : { sign: 'awaiting', text: `due ${due}`, isUrgent: false };
    case 'provisional': {
      const day = dateText(askAgainOn(reply));
      return isToAskAgain(reply, today)
        ? { sign: 'no_response', text: `ask again, since ${day}`, isUrgent: true }
        : { sign: 'no_response', text: `no response yet, ask again on ${day}`, isUrgent: false };
    }
    case 'unanswered':
      return { sign: 'no_response', text: 'no response', isUrgent: false };
    case 'answered':
      return answeredView(reply);
  }
}

function answeredView({ claims }: ReplyRecord): StateView {
  const positions = claims.flatMap(({ position }) => position ?? []);
  const [first, ...others] = new Set(positions.map(positionText));
  const stance = positions[0]?.stance ?? null;
  return others.length === 0
    ? { sign: stance, text: first ?? '', isUrgent: false }
    : { sign: null, text: [first, ...others].join('; '), isUrgent: false };
}

/** "denies in part", "no response, provisional". */
export function positionText({ stance, scope, provisional }: Position): string {
  const part = scope === 'part' ? ' in part' : '';
  return `${STANCE_LABELS[stance]}${part}${provisional ? ', provisional' : ''}`;
}

/** "asked by Nour Haddad by phone", without a name: "asked by phone". */
export function askedText({ askedBy, channel }: ReplyRecord): string {
  return `asked ${askedBy ? `by ${askedBy.name} ` : ''}${BY_CHANNEL[channel]}`;
}

export function countedClaims(count: number): string {
  return count === 1 ? '1 claim' : `${count} claims`;
}
