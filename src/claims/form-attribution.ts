/** One attribution as the form shows it: the quick part, and what opens on demand. */
import { STANCES } from './claim.ts';
import type { AttributionFields } from './form.ts';
import { area, type Choice, type Control } from './form-controls.ts';
import { type ReachedPart, reachedPart, type WhoPart, whoPart } from './form-parts.ts';
import type { Scene } from './form-scene.ts';
import { type SourceControl, sourceControl } from './form-source.ts';
import { type SaidPart, saidPart, type TermsPart, termsPart } from './form-terms.ts';
import { STANCE_LABELS } from './words.ts';

export interface AttributionBlock extends WhoPart, TermsPart, SaidPart, ReachedPart {
  readonly path: string;
  readonly number: string;
  readonly id: string;
  readonly replyId: string;
  readonly stance: {
    readonly name: string;
    readonly error: string | null;
    readonly theirs: string | null;
  };
  readonly stances: readonly (Choice & { readonly focused: boolean })[];
  readonly source: SourceControl;
  readonly wording: Control;
}

export function attributionBlock(
  row: AttributionFields,
  path: string,
  number: string,
  scene: Scene,
): AttributionBlock {
  const { marks, known, articleId } = scene;
  const stanceName = `${path}.stance`;
  return {
    ...{ path, number, id: row.id, replyId: row.reply_id },
    stance: {
      name: stanceName,
      error: marks.errors.get(stanceName) ?? null,
      theirs: marks.clashes.get(stanceName) ?? null,
    },
    stances: stancesOf(row.stance, marks.focus === stanceName),
    source: sourceControl(marks, `${path}.source`, 'Source', row.source, known, { articleId }),
    wording: area(marks, `${path}.wording`, 'Words', row.wording, {
      ...{ hint: 'exactly as in the story', verbatim: true },
    }),
    ...whoPart(row, path, scene),
    ...termsPart(row, path, scene),
    ...saidPart(row, path, scene),
    ...reachedPart(row, path, scene),
  };
}

function stancesOf(stance: string, isFocused: boolean) {
  const known = STANCES.map((code) => ({ value: code as string, label: STANCE_LABELS[code] }));
  const codes =
    known.some((one) => one.value === stance) || stance === ''
      ? known
      : [...known, { value: stance, label: stance }];
  const focusAt = Math.max(
    0,
    codes.findIndex((one) => one.value === stance),
  );
  return codes.map((one, at) => ({
    ...one,
    chosen: one.value === stance,
    focused: isFocused && at === focusAt,
  }));
}
