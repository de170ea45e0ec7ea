// Cue verbs come in few irregular forms; they are folded so that "told" teaches about "tells".
const IRREGULAR = new Map(
  (
    'said:say says:say told:tell wrote:write written:write thought:think knew:know known:know ' +
    'saw:see seen:see spoke:speak spoken:speak gave:give given:give felt:feel heard:hear ' +
    'held:hold made:make took:take taken:take found:find showed:show shown:show went:go ' +
    'came:come began:begin begun:begin called:call put:put read:read sought:seek swore:swear ' +
    'sworn:swear was:be were:be is:be are:be been:be has:have had:have did:do does:do ' +
    'done:do meant:mean led:lead left:leave lay:lie tweeted:tweet denies:deny denied:deny ' +
    'replies:reply replied:reply testified:testify testifies:testify clarified:clarify'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

/** A rough stem: equal for the forms of one verb, not a word of the dictionary. */
export function stem(lower: string): string {
  const known = IRREGULAR.get(lower);
  if (known !== undefined) return known;
  if (lower.length < 4 || !/^[a-z]+$/.test(lower)) return lower;
  for (const ending of ['ing', 'ied', 'ies', 'ed', 'es', 's', 'e']) {
    if (!lower.endsWith(ending) || lower.length - ending.length < 3) continue;
    if (ending === 's' && lower.endsWith('ss')) return lower;
    const base = lower.slice(0, lower.length - ending.length);
    return ending.startsWith('i') && ending !== 'ing' ? `${base}y` : undouble(base);
  }
  return lower;
}

function undouble(base: string): string {
  const last = base.at(-1);
  const doubled = last === base.at(-2) && last !== 's' && last !== 'l' && last !== 'e';
  return doubled ? base.slice(0, -1) : base;
}
