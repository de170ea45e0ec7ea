/** The origin graph of a claim: drawn, and the same in words. */
import { type Drawing, drawing } from '../web/views.ts';
import type { ClaimFacts } from './claim.ts';
import { groundOf } from './graph-ground.ts';
import { placeGraph } from './graph-layout.ts';
import { buildModel } from './graph-model.ts';
import { drawGraph } from './graph-svg.ts';
import { type TwinLine, twinOf } from './graph-twin.ts';
import type { Standing } from './standing.ts';

export interface OriginGraph {
  readonly drawing: Drawing;
  readonly twin: readonly TwinLine[];
}

export function originGraph(facts: ClaimFacts, standing: Standing, statement: string): OriginGraph {
  const ground = groundOf(facts, standing);
  const layout = placeGraph(buildModel(ground, statement));
  const twin = twinOf(ground);
  const about = `Who says so and through whom it reached us: ${twin.length} attributions, which the list below gives in words.`;
  return { drawing: drawing(drawGraph(layout, about)), twin };
}
