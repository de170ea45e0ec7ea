/**
 * The letter that asks for a reply, ready to copy: nothing is sent by this program. Its words take
 * no side: what others say is reported, not stated, and nobody is named but whom it goes to, who
 * writes, and whoever the claims themselves name. Sources are never in it. Pure.
 */
import type { Kind } from '../claims/claim.ts';

interface Letter {
  readonly subject: string;
  readonly body: string;
}

export interface LetterFacts {
  readonly to: string;
  readonly claims: readonly { readonly statement: string; readonly kind: Kind }[];
  /** UTC, ISO 8601; null: not decided yet. */
  readonly dueAt: string | null;
  readonly zone: string;
  readonly from: string;
  readonly newsroom: string;
}

/** Each ends before a whole sentence, in whatever language that is. */
const REPORTED: Readonly<Record<Kind, string>> = {
  fact: 'It has been reported',
  allegation: 'It has been alleged',
  position: 'A position has been reported',
  opinion: 'An opinion has been expressed',
  analysis: 'It has been argued',
  prediction: 'It has been predicted',
};

export function letterOf(facts: LetterFacts): Letter {
  const { to, claims, dueAt, zone, from, newsroom } = facts;
  const due = dueAt === null ? '[deadline]' : deadlineText(dueAt, zone);
  const one = claims.length === 1;
  const body = [
    `To: ${onOneLine(to)}`,
    `I write for ${onOneLine(newsroom)}. We are preparing to publish a report that concerns you, and ` +
      `would like to hear from you before we do. ${
        one ? 'It includes the following:' : 'It includes the following points:'
      }`,
    claims.length === 0 ? '[claims]' : claims.map(point).join('\n\n'),
    one
      ? 'Please tell us whether you accept, dispute or deny this, in whole or in part, and anything ' +
        'that you think our readers should know about it. If you would rather not comment, please ' +
        'say so; we will report that, too.'
      : 'Please tell us of each point whether you accept, dispute or deny it, in whole or in part, ' +
        'and anything that you think our readers should know about it. You may answer some points ' +
        'and not others. If you would rather not comment, please say so; we will report that, too.',
    `Please reply by ${due}. If you need more time, let us know before then.`,
    `${onOneLine(from)}\n${onOneLine(newsroom)}`,
  ].join('\n\n');
  return { subject: `Request for comment, please reply by ${due}`, body };
}

function point({ statement, kind }: LetterFacts['claims'][number], index: number): string {
  return `${index + 1}. ${REPORTED[kind]}: ${onOneLine(statement)}`;
}

/** "17:00 on Friday 4 October 2024, GMT+2 (Europe/Berlin)". */
export function deadlineText(iso: string, zone: string): string {
  const moment = new Date(iso);
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options });
  const time = format({ timeStyle: 'short' }).format(moment);
  const day = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const offset = format({ timeZoneName: 'shortOffset' })
    .formatToParts(moment)
    .find((part) => part.type === 'timeZoneName')?.value;
  const where = zone === 'UTC' ? 'UTC' : `${offset} (${zone})`;
  return `${time} on ${day.format(moment).replace(',', '')}, ${where}`;
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
