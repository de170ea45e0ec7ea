// "Reuters reported at the time", in a report that "sources told Reuters": the text is Reuters' own,
// so that the agency is no relay between its sources and the reader.
const AGENCIES: readonly (readonly [string, RegExp])[] = [
  ['reuters', /\(Reuters\)|\bReuters\b/g],
  ['associated press', /\(AP\)|\b(?:The )?Associated Press\b/g],
  ['afp', /\(AFP\)|\bAFP\b|\bAgence France-Presse\b/g],
  ['bloomberg', /\(Bloomberg\)|\bBloomberg News\b/g],
];

/** Outlets whose own report this is: those told by the caller, and the agency in the dateline. */
export function findOwnOutlets(text: string, told: readonly string[]): Set<string> {
  const own = new Set(told.map((name) => name.toLowerCase().replace(/^the /, '')));
  const start = text.slice(0, 1500);
  for (const [name, pattern] of AGENCIES) {
    const credit = pattern.source.split('|')[0]!;
    if (!new RegExp(`${credit}(?:\\s*[-–—]|\\s*$)`, 'm').test(start)) continue;
    own.add(name);
    if (name === 'associated press') own.add('ap');
    if (name === 'afp') own.add('agence france-presse');
  }
  return own;
}
