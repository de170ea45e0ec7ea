/**
 * A source is who speaks: a person, group, organisation, outlet or document.
 *
 * A named source is one record across the newsroom. An unnamed one ("a regional diplomat") belongs
 * to the one article (or claim) it was described in: the same words elsewhere may be someone else.
 */

/** The capacity in which the furthest-upstream visible source speaks; never whether it is named. */
export const SOURCE_TYPES = [
  'government',
  'diplomatic',
  'security',
  'political',
  'judicial',
  'armed_group',
  'igo',
  'civil_society',
  'expert',
  'business',
  'media',
  'citizen',
  'record',
  'social',
  'own',
  'untyped',
] as const;
export type SourceType = (typeof SOURCE_TYPES)[number];

export const SOURCE_TYPE_LABELS: Readonly<Record<SourceType, string>> = {
  government: 'Government',
  diplomatic: 'Diplomat',
  security: 'Military, police or intelligence',
  political: 'Party or politician',
  judicial: 'Court or lawyer',
  armed_group: 'Armed group',
  igo: 'International organisation',
  civil_society: 'Civil society',
  expert: 'Expert or analyst',
  business: 'Business',
  media: 'News organisation',
  citizen: 'Eyewitness or citizen',
  record: 'Document or data',
  social: 'Social media account',
  own: 'Own reporting',
  untyped: 'Not stated',
};

export const IDENTITIES = [
  'named_person',
  'named_org',
  'unnamed_described',
  'unnamed_bare',
] as const;
export type Identity = (typeof IDENTITIES)[number];

export const IDENTITY_LABELS: Readonly<Record<Identity, string>> = {
  named_person: 'Named person',
  named_org: 'Named organisation',
  unnamed_described: 'Unnamed, described',
  unnamed_bare: 'Unnamed, bare',
};

/** The Admiralty scale for a source; entered by a person, never derived. */
export const RELIABILITIES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type Reliability = (typeof RELIABILITIES)[number];

export const RELIABILITY_LABELS: Readonly<Record<Reliability, string>> = {
  A: 'Completely reliable',
  B: 'Usually reliable',
  C: 'Fairly reliable',
  D: 'Not usually reliable',
  E: 'Unreliable',
  F: 'Cannot be judged',
};

/** What a restricted source is called for those who may not see it. */
export const UNNAMED = 'an unnamed source';

/** What a source is, as judged by the standing and the rules. Ids are those of the database. */
export interface Source {
  readonly id: number;
  readonly name: string;
  readonly type: SourceType;
  readonly identity: Identity;
  /** Whether it is a group: "seven Iraqi sources", "lawmakers". */
  readonly collective: boolean;
  /** The number of people the words state, 2 or more, or null where they give none. */
  readonly count: number | null;
  /** Types of some members of a mixed group: "including people in political parties". */
  readonly partialTypes: readonly SourceType[];
  /** The organisation it belongs to. */
  readonly partOf: number | null;
  /** The one article an unnamed source was described in; null for a named source. */
  readonly articleId: number | null;
  /** Its own words where `name` does not show them: for comparing only, never for anybody. */
  readonly words?: string;
  /** Restricted, and not shown to who reads this. */
  readonly hidden?: boolean;
}

/** An editor's dated decision about two sources; it can be taken back. */
export const JUDGEMENTS = ['same', 'separate', 'apart'] as const;
export type Judgement = (typeof JUDGEMENTS)[number];

export interface Decision {
  readonly id: number;
  /**
   * - `same`: the two are one source ("sources" in the lead are the seven of paragraph 2).
   * - `separate`: the members of group `sourceId` were spoken to separately (`otherId` is null),
   *   or the two unnamed groups were (`otherId` given).
   * - `apart`: `sourceId` counts apart from its organisation (`otherId`, or any where null).
   */
  readonly judgement: Judgement;
  readonly sourceId: number;
  readonly otherId: number | null;
}

export function isNamed(source: { readonly identity: Identity }): boolean {
  return source.identity === 'named_person' || source.identity === 'named_org';
}
