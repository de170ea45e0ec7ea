/** The forms of single words, as far as a description of a source needs them. */

const ARABIC_PLURAL =
  /(?:ون|ين|ات)$|^(?:مصادر|شهود|وسائل|تقارير|أهالي|سكان|نواب|خبراء|قضاة|ضباط|جنود|فصائل|أشخاص|وثائق|بيانات|ضحايا|تجار|أعضاء)$/;

/** Lower case, without a possessive, a full stop or the Arabic article. */
export function keyOf(word: string): string {
  return word
    .toLowerCase()
    .replace(/^["'“”]+|["'“”.]+$/g, '')
    .replace(/'s?$/, '')
    .replace(/^ال(?=\p{L}{2})/u, '');
}

/** The key in the singular: 'diplomats' is 'diplomat'. */
export function singularOf(word: string): string {
  const key = keyOf(word);
  if (/men$/.test(key)) return key.replace(/men$/, 'man');
  if (/ies$/.test(key)) return key.replace(/ies$/, 'y');
  if (/(?:ss|x|ch|sh)es$/.test(key)) return key.slice(0, -2);
  return /[^s]s$/.test(key) ? key.slice(0, -1) : key;
}

/** Whether a lower-case noun is about several people. */
export function isPlural(word: string): boolean {
  const key = keyOf(word);
  if (/^(?:people|media|police|press|military)$/.test(key)) return true;
  if (isWithoutCase(word)) return ARABIC_PLURAL.test(key);
  return singularOf(word) !== key && !/(?:us|is)$/.test(key);
}

/** Whether a word is written as a name is: 'Sudani', 'al-Sudani'. */
export function isCapital(word: string): boolean {
  return /^["']?(?:al-|el-|ad-)?\p{Lu}/u.test(word);
}

/** Whether a word's script has no capitals, as Arabic. */
export function isWithoutCase(word: string): boolean {
  return /^\p{Lo}/u.test(word);
}
