/** What came of a redaction: what is told of it, never the text. */

/** How often a text stands in one kind of place. */
export interface Count {
  readonly label: string;
  readonly number: number;
}

/** A record that has the text. */
export interface Holder {
  readonly entity: string;
  readonly id: number;
  readonly claimId: number | null;
}

export interface Redaction {
  readonly id: number;
  readonly reason: string;
  readonly personName: string;
  readonly madeAt: string;
  readonly places: number;
  readonly counts: readonly Count[];
  readonly cleanedAt: string | null;
}

export interface Backup {
  readonly file: string;
  readonly madeAt: string;
}
