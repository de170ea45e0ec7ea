/** The findings beside a claim, each with its waiver or the form that makes one. */
import type { Person } from '../people/person.ts';
import { covers, obstacleToWaiving, type Waiver } from '../policy/waiver.ts';
import { type TimeView, timeView } from '../web/dates.ts';
import type { FieldError } from '../web/errors.ts';
import type { ClaimRecord } from './record.ts';
import { SEVERITY_LABELS } from './words.ts';

export interface FindingView {
  readonly code: string;
  readonly severity: string;
  readonly severityText: string;
  readonly message: string;
  readonly url: string | null;
  readonly isWaived: boolean;
  readonly waiver: {
    readonly id: number;
    readonly who: string;
    readonly reason: string;
    readonly time: TimeView;
    readonly mayTakeBack: boolean;
  } | null;
  /** Why this person cannot waive it, where that is worth saying. */
  readonly obstacle: string | null;
  readonly form: {
    readonly reason: string;
    readonly error: string | null;
    readonly isOpen: boolean;
  } | null;
}

/** What was typed to waive a finding, and what is wrong with it. */
export interface RefusedWaiver {
  readonly form: { readonly code: string; readonly reason: string };
  readonly errors: readonly FieldError[];
}

export interface FindingsScene {
  readonly waivers: readonly Waiver[];
  /** Ids of those who wrote the claim. */
  readonly writers: ReadonlySet<number>;
  readonly person: Person;
  readonly refused: RefusedWaiver | null;
}

export function findingViews(
  { findings }: ClaimRecord,
  scene: FindingsScene,
  zone: string,
): FindingView[] {
  return findings.map((finding) => {
    const { code, severity, message, attributionId, waived } = finding;
    const waiver = scene.waivers.findLast((one) => one.endedAt === null && covers(one, finding));
    const obstacle = obstacleToWaiving(finding, scene.writers, scene.person);
    const sent = scene.refused?.form.code === code ? scene.refused : null;
    return {
      ...{ code, severity, message, severityText: SEVERITY_LABELS[severity], isWaived: waived },
      url: attributionId === null ? null : `#attribution-${attributionId}`,
      waiver: waived && waiver ? waiverView(waiver, scene.person, obstacle, zone) : null,
      obstacle: !waived && severity === 'block' ? obstacle : null,
      form:
        waived || obstacle !== null
          ? null
          : {
              reason: sent?.form.reason ?? '',
              ...{ error: sent?.errors[0]?.message ?? null, isOpen: sent !== null },
            },
    };
  });
}

function waiverView(waiver: Waiver, person: Person, obstacle: string | null, zone: string) {
  return {
    ...{ id: waiver.id, who: waiver.person.name, reason: waiver.reason },
    time: timeView(waiver.madeAt, zone),
    mayTakeBack: obstacle === null || waiver.person.id === person.id,
  };
}

/** "1 waived", for the line below the statement. */
export function waivedText({ findings }: ClaimRecord): string | null {
  const count = findings.filter((one) => one.waived).length;
  return count === 0 ? null : `${count} waived`;
}
