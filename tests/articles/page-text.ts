/** Reads the words of an article's page as a browser would: no numbers, no hidden words. */
const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#x60': '`', '#x3D': '=' },
};

function unescapeHtml(html: string): string {
  return html.replace(/&(amp|lt|gt|quot|#x27|#x60|#x3D);/g, (_, name) => ENTITIES[name] ?? '');
}

/** The pieces with a place in the text, joined; checks that each says its own place. */
export function storyText(html: string): string {
  let text = '';
  const pieces = html.matchAll(/<(span|mark)[^>]* data-start="(\d+)">([^<]*)<\/\1>/g);
  for (const [, , start, words] of pieces) {
    if (Number(start) !== text.length) throw new Error(`piece at ${start}, reached ${text.length}`);
    text += unescapeHtml(words ?? '');
  }
  return text;
}

/** What the form's text area holds, as a browser reads it. */
export function typedText(html: string, name: string): string {
  const area = new RegExp(`<textarea[^>]* name="${name}"[^>]*>([^<]*)</textarea>`).exec(html);
  return unescapeHtml((area?.[1] ?? '').replace(/\r\n?/g, '\n').replace(/^\n/, ''));
}

/** The value of a form's one-line field. */
export function typedValue(html: string, name: string): string | null {
  const input = new RegExp(`<input[^>]* name="${name}"[^>]* value="([^"]*)"`).exec(html);
  return input ? unescapeHtml(input[1] ?? '') : null;
}

/** What the tests read of an answer. */
export interface AnswerBody {
  readonly id: number;
  readonly version: number;
  readonly total: number;
  readonly next: string | null;
  readonly headline: string;
  readonly publisher: { readonly id: number; readonly name: string } | null;
  readonly text: { readonly number: number; readonly body: string; readonly sha256: string };
  readonly articles: readonly { readonly id: number }[];
  readonly claims: readonly ClaimBody[];
  readonly current: { readonly headline: string };
  readonly changes: readonly object[];
  readonly errors: readonly { readonly path: string; readonly message: string }[];
}

interface ClaimBody {
  readonly id: number;
  readonly date: string;
  readonly appearances: readonly {
    readonly quote: string;
    readonly start: number | null;
    readonly end: number | null;
    readonly paragraph: number | null;
    readonly state: string;
  }[];
  readonly standing: { readonly corroboration: { readonly level: string } };
}

export async function bodyOf(response: Response): Promise<AnswerBody> {
  return (await response.json()) as AnswerBody;
}
