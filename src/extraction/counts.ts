const NUMBERS = new Map(
  'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, i) => [word, i + 2] as const),
);
const TENS = new Map(
  'twenty thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, i) => [word, (i + 2) * 10] as const),
);

const COUNTED =
  /^(?:(?:all|at least|more than|about|around|some|nearly|almost|over|fewer than|roughly|up to|as many as|no fewer than|the|these|those|its|his|her|their|another|other|(?:a|the) (?:group|team|panel|total|crowd|committee|number) of|only|just|approximately) )*(half a dozen|a half-dozen|half-dozen|(?:a|two|three|four) dozen|a hundred|one hundred|a pair|both|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-\w+|\p{L}+|\d{1,3}(?:,\d{3})*)\b(?! ?%| percent| per cent| quarters?\b| thirds?\b| fifths?\b| out of \w+|-year|-day|-man|-member|-term|-time| years?\b| of (?:the )?\d)/u;

/** The number that the words of a group state: 7 for "seven Iraqi sources", null for "sources". */
export function readCount(words: string): number | null {
  const match = COUNTED.exec(words);
  if (match === null) return null;
  const count = numberOf(match[1]!);
  return count !== null && count >= 2 && count < 100_000 ? count : null;
}

function numberOf(words: string): number | null {
  if (/^(?:both|a pair)$/.test(words)) return 2;
  if (/half/.test(words)) return 6;
  if (/dozen$/.test(words)) return 12 * (NUMBERS.get(words.split(' ')[0]!) ?? 1);
  if (/hundred$/.test(words)) return 100;
  if (/^\d/.test(words)) return Number(words.replaceAll(',', ''));
  const [tens, ones] = words.split('-');
  if (ones !== undefined) {
    const small = NUMBERS.get(ones) ?? (ones === 'one' ? 1 : null);
    const base = TENS.get(tens!);
    return base === undefined || small === null ? null : base + small;
  }
  return NUMBERS.get(words) ?? TENS.get(words) ?? null;
}
