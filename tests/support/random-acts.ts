/** Things that people do at random, through the real application as JSON. */
import { CAST, type Member, type Newsroom } from './newsroom.ts';
import type { Random } from './random-newsroom.ts';

// biome-ignore lint/suspicious/noExplicitAny: what JSON holds is looked at as it comes.
type Body = any;

export interface Acts {
  readonly newsroom: Newsroom;
  readonly dice: Random;
  /** "merge 201 {…}", in order. */
  readonly log: string[];
}

const PEOPLE: readonly Member[] = ['editor', 'colleague', 'checker', 'admin'];
// Who reviews seldom writes, or nobody could clear anything.
const WRITERS: readonly Member[] = [
  ...Array<Member>(9).fill('editor'),
  ...Array<Member>(9).fill('colleague'),
  ...(['checker', 'admin'] as const),
];
const REVIEWERS: readonly Member[] = ['checker', 'admin', 'checker', 'admin', 'editor'];
const TYPES = ['government', 'media', 'security', 'political', 'untyped', 'own', 'record'];
const NAMED = ['Ministry', 'Harbour Board', 'Morning Post', 'Wire Agency', 'Evening Star', 'Wall'];
const PERSONS = ['Amal Daher', 'Bo Ek', 'Carla Ruiz'];
const UNNAMED = ['a diplomat', 'sources', 'three officials', 'two aides', 'media reports'];
const STATES = ['draft', 'ready', 'in_review', 'changes_requested', 'cleared', 'withdrawn'];
const QUOTES = ['the ships were gone', 'nobody asked us', 'grain rotted in the holds'];
const STANCES = ['asserts', 'confirms', 'denies', 'disputes', 'declines', 'no_response', 'admits'];
const DAYS = ['2024-09-30', '2024-10-02', '2024-10-05', null];

/** A newsroom with some sources and articles to begin with. */
export async function openActs(newsroom: Newsroom, dice: Random): Promise<Acts> {
  const acts: Acts = { newsroom, dice, log: [] };
  for (const name of NAMED) {
    const type = /Post|Wire|Star/.test(name) ? 'media' : 'government';
    await send(acts, 'source', 'POST', '/sources', { name, type, identity: 'named_org' });
  }
  for (const name of PERSONS) {
    const body = { name, type: dice.pick(TYPES), identity: 'named_person' };
    await send(acts, 'source', 'POST', '/sources', body);
  }
  for (let count = 0; count < 3; count += 1) {
    await send(acts, 'article', 'POST', '/articles', article(acts));
  }
  return acts;
}

/** One act by somebody. What is refused is an act too: it must leave nothing behind. */
export async function actAtRandom(acts: Acts): Promise<void> {
  await acts.dice.pick(LIKELY)(acts);
}

type Act = (acts: Acts) => Promise<unknown>;

/** What can be done, and how often it is. Whoever adds a way to change something adds it here. */
const KINDS_OF_ACTS: readonly (readonly [Act, number])[] = [
  [addClaim, 3],
  [replaceClaim, 4],
  [addRow, 2],
  [replaceRow, 2],
  [removeRow, 2],
  [retract, 2],
  [addEvidence, 2],
  [removeEvidence, 1],
  [changeArticle, 4],
  [addSource, 1],
  [changeSource, 4],
  [merge, 3],
  [undoMerge, 2],
  [decide, 3],
  [takeBack, 2],
  [review, 13],
  [finish, 5],
  [moveGround, 8],
  [withdraw, 1],
  [takeStepBack, 2],
  [doToMany, 2],
  [assign, 1],
  [waive, 4],
  [takeWaiverBack, 2],
  [comment, 2],
  [resolveComment, 1],
  [ask, 2],
  [recordOutcome, 2],
];

const LIKELY: readonly Act[] = KINDS_OF_ACTS.flatMap(([act, often]) => Array<Act>(often).fill(act));

function addClaim(acts: Acts) {
  return send(acts, 'claim', 'POST', '/claims', claim(acts));
}

async function replaceClaim(acts: Acts) {
  const old = await read(acts, await anyClaim(acts), '/claims');
  if (!old) return;
  const kept = acts.dice.some(old.attributions as Body[], 0.8).map((row) => ({
    ...row,
    retracts: [],
    ...(acts.dice.chance(0.3) ? { stance: acts.dice.pick(STANCES), provisional: false } : {}),
    scope: 'whole',
  }));
  const retracted = kept.at(0);
  const rows = acts.dice.chance(0.2) && retracted ? [retraction(acts, retracted)] : [];
  const body = acts.dice.chance(0.5) ? { ...old } : { ...old, ...claim(acts) };
  const version = acts.dice.chance(0.1) ? old.version - 1 : old.version;
  const attributions = acts.dice.chance(0.3) ? [...rows, ...kept.reverse()] : [...kept, ...rows];
  await send(acts, 'replace-claim', 'PUT', `/claims/${old.id}`, { ...body, version, attributions });
}

async function addRow(acts: Acts) {
  await send(acts, 'row', 'POST', `/claims/${await anyClaim(acts)}/attributions`, row(acts));
}

async function replaceRow(acts: Acts) {
  const id = await anyId(acts, 'attribution');
  await send(acts, 'replace-row', 'PUT', `/attributions/${id}`, row(acts));
}

async function removeRow(acts: Acts) {
  await send(acts, 'remove-row', 'DELETE', `/attributions/${await anyId(acts, 'attribution')}`);
}

async function addEvidence(acts: Acts) {
  const body = { kind: acts.dice.pick(['document', 'none']), title: 'A letter' };
  await send(acts, 'evidence', 'POST', `/claims/${await anyClaim(acts)}/evidence`, body);
}

async function removeEvidence(acts: Acts) {
  await send(acts, 'remove-evidence', 'DELETE', `/evidence/${await anyId(acts, 'evidence')}`);
}

/** A source takes back what it said, wherever that was. */
async function retract(acts: Acts) {
  const old = await read(acts, await anyClaim(acts), '/claims');
  const said = old?.attributions.find((row: Body) => row.stance !== 'retracts');
  if (!said) return;
  await send(acts, 'retract', 'POST', `/claims/${old.id}/attributions`, retraction(acts, said));
}

async function changeArticle(acts: Acts) {
  const old = await read(acts, await anyId(acts, 'article'), '/articles');
  if (!old) return;
  const body = { ...article(acts), version: old.version };
  await send(acts, 'change-article', 'PUT', `/articles/${old.id}`, body);
}

function addSource(acts: Acts) {
  return send(acts, 'source', 'POST', '/sources', source(acts));
}

async function changeSource(acts: Acts) {
  const { dice } = acts;
  const old = await read(acts, await anyId(acts, 'source'), '/sources');
  const record = old?.source ?? old;
  if (!record) return;
  const change = dice.pick<() => object>([
    () => ({ name: `${record.name} ${dice.pick(['anew', 'again', 'north', 'south'])}` }),
    () => ({ type: dice.pick(TYPES) }),
    () => ({ part_of: { name: dice.pick(NAMED), identity: 'named_org' } }),
    () => ({ part_of: null }),
    () => ({ collective: true, count: 2 + dice.whole(5) }),
    () => ({ partial_types: [dice.pick(TYPES)] }),
    () => ({ identity: dice.pick(['named_org', 'unnamed_described', 'unnamed_bare']) }),
  ])();
  const body = { version: record.version, ...change };
  await send(acts, 'change-source', 'PUT', `/sources/${record.id}`, body);
}

async function merge(acts: Acts) {
  const rows = await acts.newsroom.database.all<{ id: number }>(
    `SELECT id FROM source WHERE merged_into IS NULL AND article_id IS ? AND claim_id IS NULL`,
    acts.dice.chance(0.7) ? null : acts.dice.pick([1, 2, 3]),
  );
  if (rows.length === 0) return;
  const [id, into_id] = [acts.dice.pick(rows).id, acts.dice.pick(rows).id];
  await send(acts, 'merge', 'POST', `/sources/${id}/merges`, { into_id, reason: 'The same.' });
}

async function undoMerge(acts: Acts) {
  const id = await anyId(acts, 'merge', 'undone_at IS NULL');
  await send(acts, 'undo-merge', 'DELETE', `/merges/${id}`);
}

async function decide(acts: Acts) {
  const judgement = acts.dice.pick(['same', 'same', 'separate', 'apart']);
  const other_id = acts.dice.chance(0.7) ? await anyId(acts, 'source') : null;
  const body = { judgement, other_id, reason: 'They said so.' };
  const id = await anyId(acts, 'source');
  await send(acts, 'decide', 'POST', `/sources/${id}/decisions`, body);
}

async function takeBack(acts: Acts) {
  const id = await anyId(acts, 'decision', 'undone_at IS NULL');
  await send(acts, 'take-back', 'DELETE', `/decisions/${id}`);
}

/** A step of a claim's review, mostly one that is open to the person. */
async function review(acts: Acts) {
  const { dice, newsroom } = acts;
  const id = await anyClaim(acts);
  const person = dice.pick(dice.chance(0.5) ? REVIEWERS : PEOPLE);
  const response = await newsroom.as(person).json('GET', `/claims/${id}/reviews`);
  if (!response.ok) return;
  const { moves } = (await response.json()) as Body;
  const open = moves.map((move: Body) => move.to).filter((to: string) => to !== 'withdrawn');
  const to = dice.chance(0.1) || open.length === 0 ? dice.pick(STATES) : dice.pick(open);
  const old = await read(acts, id, '/claims');
  const verdict = to === 'cleared' && dice.chance(0.5) ? { assessment: 'supported' } : {};
  const body = { to, reason: 'As seen.', version: old.version, ...verdict };
  await send(acts, `review-${to}`, 'POST', `/claims/${id}/reviews`, body, person);
}

/** A whole review in one go, as far as the others let it. */
async function finish(acts: Acts) {
  const id = await anyClaim(acts);
  const reviewer = acts.dice.pick<Member>(['checker', 'admin']);
  const findings = ((await read(acts, id, '/claims'))?.findings ?? []) as Body[];
  for (const { code } of findings.filter((one) => one.severity === 'block' && !one.waived)) {
    const body = { code, reason: 'Agreed.' };
    await send(acts, 'waive', 'POST', `/claims/${id}/waivers`, body, reviewer);
  }
  for (const to of ['draft', 'ready', 'in_review', 'cleared']) {
    const version = (await read(acts, id, '/claims'))?.version;
    const person = to === 'draft' || to === 'ready' ? 'editor' : reviewer;
    const body = { to, reason: 'As seen.', version };
    await send(acts, `review-${to}`, 'POST', `/claims/${id}/reviews`, body, person);
  }
}

/** Merges two sources of a cleared claim, or says of one that it is news from others, or is not. */
async function moveGround(acts: Acts) {
  const rows = await acts.newsroom.database.all<{ id: number; other: number }>(
    `SELECT DISTINCT one.source_id AS id, other.source_id AS other
     FROM claim JOIN attribution AS one ON one.claim_id = claim.id
     JOIN attribution AS other ON other.claim_id = claim.id WHERE review_state = 'cleared'`,
  );
  if (rows.length === 0) return;
  const { id, other } = acts.dice.pick(rows);
  if (id !== other && acts.dice.chance(0.5)) {
    const body = { into_id: other, reason: 'The same.' };
    await send(acts, 'merge', 'POST', `/sources/${id}/merges`, body);
    return;
  }
  const old = await read(acts, id, '/sources');
  const type = old.type === 'media' ? 'citizen' : 'media';
  await send(acts, 'change-source', 'PUT', `/sources/${id}`, { version: old.version, type });
}

/** Mostly by whoever took the step, who is the only one that may. */
async function takeStepBack(acts: Acts) {
  const id = await anyId(acts, '(SELECT max(id) AS id FROM review GROUP BY claim_id)');
  const row = await acts.newsroom.database.one<{ personId: number | null }>(
    'SELECT person_id AS personId FROM review WHERE id = ?',
    id,
  );
  const own = PEOPLE.find((one) => CAST[one].id === row?.personId);
  const person = own && acts.dice.chance(0.8) ? own : acts.dice.pick(PEOPLE);
  await send(acts, 'take-step-back', 'DELETE', `/reviews/${id}`, {}, person);
}

/** One thing to several claims, and sometimes not after all. */
async function doToMany(acts: Acts) {
  const { dice } = acts;
  const ids = [...new Set([await anyClaim(acts), await anyClaim(acts), await anyClaim(acts)])];
  const what = dice.pick([
    { action: 'assign', value: dice.pick([null, CAST.checker.id, CAST.editor.id]) },
    { action: 'ready' },
    { action: 'withdraw', value: 'The story is off.' },
  ]);
  const person = dice.pick(PEOPLE);
  await send(acts, 'bulk', 'POST', '/bulk', { ids, ...what }, person);
  if (dice.chance(0.7)) return;
  const id = await anyId(acts, 'bulk', 'undone_at IS NULL');
  await send(acts, 'undo-bulk', 'POST', `/bulk/${id}/undo`, {}, person);
}

async function withdraw(acts: Acts) {
  const old = await read(acts, await anyClaim(acts), '/claims');
  if (!old) return;
  const body = { to: 'withdrawn', reason: 'It was doubled.', version: old.version };
  await send(acts, 'withdraw', 'POST', `/claims/${old.id}/reviews`, body);
}

async function assign(acts: Acts) {
  const person_id = acts.dice.pick([2, 3, 4, 5, null]);
  await send(acts, 'assign', 'PUT', `/claims/${await anyClaim(acts)}/assignment`, { person_id });
}

async function waive(acts: Acts) {
  const old = await read(acts, await anyClaim(acts), '/claims');
  const findings = (old?.findings ?? []).filter((one: Body) => !one.waived);
  if (findings.length === 0) return;
  // What keeps a claim from being cleared comes first.
  const blocks = findings.filter((one: Body) => one.severity === 'block');
  const { code } = acts.dice.pick<Body>(blocks.length > 0 ? blocks : findings);
  await send(
    acts,
    'waive',
    'POST',
    `/claims/${old.id}/waivers`,
    { code, reason: 'Agreed.' },
    acts.dice.pick(REVIEWERS),
  );
}

async function takeWaiverBack(acts: Acts) {
  const id = await anyId(acts, 'waiver', 'ended_at IS NULL');
  await send(acts, 'take-waiver-back', 'DELETE', `/waivers/${id}`, undefined, 'admin');
}

async function comment(acts: Acts) {
  const body = { body: 'Who else says so? @[Felix Check]' };
  await send(acts, 'comment', 'POST', `/claims/${await anyClaim(acts)}/comments`, body);
}

async function resolveComment(acts: Acts) {
  const resolved = acts.dice.chance(0.8);
  await send(acts, 'resolve', 'PUT', `/comments/${await anyId(acts, 'comment')}/resolution`, {
    resolved,
  });
}

/** Asks a subject for a reply. */
async function ask(acts: Acts) {
  const claims = [...new Set([await anyClaim(acts), await anyClaim(acts)])];
  const subject = { id: 1 + acts.dice.whole(NAMED.length + PERSONS.length) };
  const body = { subject, claims, channel: 'email', due_at: '2024-10-09T12:00:00Z' };
  await send(acts, 'ask', 'POST', '/replies', body);
}

async function recordOutcome(acts: Acts) {
  const id = await anyId(acts, 'reply', 'withdrawn_at IS NULL');
  const old = await read(acts, id, '/replies');
  if (!old) return;
  const claims = old.claims.map((one: Body) => ({
    claim_id: one.claim_id ?? one.id,
    stance: acts.dice.pick(['denies', 'declines', 'admits', 'no_response']),
  }));
  const body = { version: old.version, claims };
  await send(acts, 'outcome', 'PUT', `/replies/${id}/outcome`, body);
}

function article({ dice }: Acts): object {
  const outlet = (name: string) => ({ name, type: 'media', identity: 'named_org' });
  return {
    headline: `Ships ${dice.whole(100)}`,
    publisher: dice.chance(0.8) ? outlet(dice.pick(['Morning Post', 'Evening Star'])) : null,
    agency: dice.chance(0.4) ? outlet('Wire Agency') : null,
    ours: dice.chance(0.3),
    published_on: dice.pick(DAYS),
    body: dice.some(QUOTES, 0.6).join('. '),
  };
}

function claim(acts: Acts): object {
  const { dice } = acts;
  const article_id = dice.pick([1, 2, 3, null]);
  const quote = dice.pick(QUOTES);
  return {
    statement: `${quote} number${'abcdefgh'[dice.whole(8)]}`,
    kind: dice.pick(['fact', 'allegation', 'opinion', 'position']),
    adverse: dice.chance(0.5),
    made_on: dice.pick(DAYS),
    article_id,
    subjects: dice.chance(0.5) ? [source(acts)] : [],
    appearances: article_id !== null && dice.chance(0.5) ? [{ quote }] : [],
    attributions: Array.from({ length: dice.whole(5) }, () => row(acts)),
  };
}

function row(acts: Acts): object {
  const { dice } = acts;
  const stance = dice.pick(STANCES);
  return {
    source: source(acts),
    stance,
    provisional: stance === 'no_response' && dice.chance(0.5),
    wording: dice.chance(0.5) ? `said ${dice.pick(QUOTES)}` : null,
    quote: dice.chance(0.3) ? dice.pick(QUOTES) : null,
    directness: dice.pick(['unknown', 'witnessed', 'first_hand', 'document']),
    interest: dice.pick(['unknown', 'subject', 'party', 'independent']),
    ground_rules: dice.pick(['unknown', 'on_record', 'background']),
    said_on: dice.pick(DAYS),
    article_id: dice.chance(0.2) ? dice.pick([1, 2, 3]) : null,
    on_behalf_of: dice.chance(0.2) ? source(acts) : null,
    via: dice.chance(0.3) ? [{ source: source(acts), own_channel: dice.chance(0.3) }] : [],
    carried: dice.chance(0.1),
  };
}

function retraction(acts: Acts, of: Body): object {
  const retracts = acts.dice.chance(0.5) ? [of.id] : [];
  return { source: { id: of.source.id }, stance: 'retracts', retracts };
}

function source({ dice }: Acts): object {
  if (dice.chance(0.4)) {
    const name = dice.pick(UNNAMED);
    const distinct = dice.chance(0.1);
    if (dice.chance(0.5)) return { name, distinct };
    return { name, type: dice.pick(TYPES), identity: 'unnamed_described', distinct };
  }
  // Those of the beginning, whatever they are called by now.
  if (dice.chance(0.8)) return { id: 1 + dice.whole(NAMED.length + PERSONS.length) };
  const isPerson = dice.chance(0.4);
  return {
    name: dice.pick(isPerson ? PERSONS : NAMED),
    identity: isPerson ? 'named_person' : 'named_org',
    ...(dice.chance(0.03) ? { type: dice.pick(TYPES) } : {}),
  };
}

/** A few claims are worked on more than the others. */
async function anyClaim(acts: Acts): Promise<number> {
  const id = await anyId(acts, 'claim');
  return acts.dice.chance(0.6) ? Math.min(id, 1 + acts.dice.whole(6)) : id;
}

/** @param mostly what most of those chosen should be */
async function anyId({ newsroom, dice }: Acts, table: string, mostly = '1'): Promise<number> {
  const among = dice.chance(0.8) ? mostly : '1';
  const rows = await newsroom.database.all<{ id: number }>(
    `SELECT id FROM ${table} WHERE ${among}`,
  );
  return rows.length === 0 ? 999_999 : dice.pick(rows).id;
}

async function read({ newsroom }: Acts, id: number, path: string): Promise<Body> {
  const response = await newsroom.as('editor').json('GET', `${path}/${id}`);
  return response.ok ? response.json() : null;
}

async function send(
  acts: Acts,
  what: string,
  method: string,
  path: string,
  body?: unknown,
  person = acts.dice.pick(WRITERS),
) {
  const response = await acts.newsroom.as(person).json(method, path, body);
  const text = await response.text();
  acts.log.push(`${what} ${response.status} ${method} ${path} ${JSON.stringify(body)}`);
  if (response.status >= 500) throw new Error(`${acts.log.at(-1)}\n${text}`);
}
