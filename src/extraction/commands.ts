/** `cli extract`: the attributions of a text, for people to read and for other programs. */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Extraction, extractAttributions, type ProposedAttribution } from './extraction.ts';
import { loadModel } from './model.ts';

type Span = ProposedAttribution['source'][number];

/** @returns what to print for one file: JSON, or a line per attribution. */
export function extractFile(file: string, asJson: boolean): string {
  const text = readFileSync(file, 'utf8');
  const extraction = extractAttributions(text, loadModel());
  return asJson ? JSON.stringify(extraction) : describe(text, extraction);
}

/**
 * Reads lines `{id, text}` and writes lines `{id, attributions}`, one by one.
 * @throws on the first line that is none, with its number
 */
export async function extractLines(
  input: NodeJS.ReadableStream,
  write: (line: string) => void,
): Promise<void> {
  const model = loadModel();
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (line.trim() === '') continue;
    const { id, text } = readLine(line, number);
    write(JSON.stringify({ id, ...extractAttributions(text, model) }));
  }
}

function readLine(line: string, number: number): { readonly id: unknown; readonly text: string } {
  let value: { id?: unknown; text?: unknown } | null = null;
  try {
    value = JSON.parse(line);
  } catch {
    // Said below, with the number of the line.
  }
  if (typeof value?.text !== 'string') {
    throw new Error(`Line ${number} is not {"id": …, "text": "…"}.`);
  }
  return { id: value.id ?? null, text: value.text };
}

function describe(text: string, { attributions }: Extraction): string {
  const wordsOf = (spans: readonly Span[]) =>
    spans.map(([start, end]) => text.slice(start, end).replace(/\s+/g, ' ')).join(' … ');
  return attributions
    .map((one, index) => {
      const relays = one.via.map(({ spans }) => wordsOf(spans)).filter(Boolean);
      const remarks = [
        ...[one.source_type, one.identity, one.count === null ? '' : `${one.count} people`],
        ...[relays.length > 0 ? `via ${relays.join(', ')}` : '', one.carried ? 'carried over' : ''],
        one.same_source_as === null ? '' : `the source of ${one.same_source_as + 1}`,
      ].filter((remark) => remark !== '');
      const source = wordsOf(one.source) || '(no source in the words)';
      return [
        `${index + 1}. ${source} ${one.stance}${one.provisional ? ' (provisional)' : ''}`,
        `   ${wordsOf(one.content)}`,
        `   ${remarks.join(' · ')} · ${Math.round(one.confidence * 100)} %`,
      ].join('\n');
    })
    .join('\n');
}
