/** Settings to start from: what a well-known newsroom's standards ask for. Pure. */
import type { Severity } from './rule.ts';
import { RULES } from './rules.ts';

export interface Preset {
  readonly key: string;
  readonly label: string;
  readonly about: string;
  readonly settings: Readonly<Record<string, Severity | 'default'>>;
}

const NEWSROOMS = [
  ['bbc', 'BBC'],
  ['ap', 'AP'],
  ['reuters', 'Reuters'],
  ['nyt', 'NYT'],
] as const;

/** Nobody demands these; they check the record itself. */
const ALWAYS = new Set(['quote-missing', 'provisional-reply']);

export const PRESETS: readonly Preset[] = [
  {
    ...{ key: 'shipped', label: 'As shipped', about: 'Every rule at its default.' },
    settings: Object.fromEntries(RULES.map((rule) => [rule.code, 'default'])),
  },
  ...NEWSROOMS.map(
    ([key, name]): Preset => ({
      ...{ key, label: `${name}-like` },
      about: `What ${name} demands at its default, everything else as a note.`,
      settings: Object.fromEntries(
        RULES.map(({ code, demandedBy }) => [
          code,
          ALWAYS.has(code) || new RegExp(`\\b${name}\\b`).test(demandedBy) ? 'default' : 'note',
        ]),
      ),
    }),
  ),
];
