/** Stub until the articles are merged. */
export interface Place {
  readonly start: number;
  readonly end: number;
  readonly paragraph: number;
}

export function quotePassage(text: string, start: number, end: number) {
  return {
    quote: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - 32), start),
    suffix: text.slice(end, end + 32),
  };
}

export function findPassage(
  text: string,
  passage: {
    readonly quote: string;
    readonly prefix: string;
    readonly suffix: string;
    readonly start?: number | null;
    readonly end?: number | null;
  },
): Place | null {
  const start = text.indexOf(passage.quote);
  return start < 0 ? null : { start, end: start + passage.quote.length, paragraph: 1 };
}
