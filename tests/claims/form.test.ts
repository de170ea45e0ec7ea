import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseClaim } from '../../src/claims/claim.schema.ts';
import {
  BLANK_ROWS,
  blankForm,
  type ClaimForm,
  formOfFacts,
  formOfPassage,
  readClaimForm,
} from '../../src/claims/form.ts';
import { dropBlankRows, formBody, type Surroundings } from '../../src/claims/form-body.ts';
import { mergeForms } from '../../src/claims/form-merge.ts';
import { applyStep } from '../../src/claims/form-steps.ts';
import { undo } from '../../src/history/undo.ts';
import { nest } from '../../src/web/forms.ts';

const AROUND: Surroundings = {
  ...{ personName: 'Nour Haddad', today: '2024-10-07' },
  isOnFile: (name) => name === 'Hadi al-Amiri',
};

/** A form with these fields, as a browser sends them. */
function formOf(fields: Record<string, string | string[]>): ClaimForm {
  return readClaimForm(nest(fields));
}

function bodyOf(fields: Record<string, string | string[]>) {
  return formBody(dropBlankRows(formOf(fields)), AROUND) as {
    attributions?: Record<string, unknown>[];
    [name: string]: unknown;
  };
}

/** Fields of one attribution. */
function row(fields: Record<string, string | string[]>) {
  const named = Object.entries({ stance: 'asserts', ...fields });
  return Object.fromEntries(named.map(([name, value]) => [`attributions.0.${name}`, value]));
}

function attributionOf(fields: Record<string, string | string[]>) {
  return bodyOf(row(fields)).attributions?.[0];
}

describe('reading a form', () => {
  it('never throws, whatever was sent, and the meaning of it can be judged', () => {
    const junk = fc.oneof(
      fc.anything({ maxDepth: 6, withNullPrototype: true, withSparseArray: true }),
      fc.dictionary(
        fc.constantFrom(...Object.keys(blankForm()), 'attributions.0.via.0.source.name'),
        fc.anything({ maxDepth: 4 }),
      ),
    );
    fc.assert(
      fc.property(junk, (body) => {
        const form = readClaimForm(body);
        parseClaim(formBody(dropBlankRows(form), AROUND));
        applyStep(form);
        expect(readClaimForm(form)).toEqual(form);
      }),
    );
  });

  it('never throws on flat fields of any name', () => {
    const names = fc.array(
      fc.constantFrom('attributions', 'via', '0', '1', 'source', 'name', 'id'),
    );
    const fields = fc.dictionary(
      names.map((parts) => parts.join('.')),
      fc.oneof(fc.string(), fc.array(fc.string())),
    );
    fc.assert(
      fc.property(fields, (flat) => {
        parseClaim(formBody(readClaimForm(nest(flat)), AROUND));
      }),
    );
  });

  it('bounds lists and gives LF line ends', () => {
    const many = Array.from({ length: 1200 }, () => ({ name: 'x' }));
    const form = readClaimForm({ statement: 'a\r\nb\rc', subjects: many });
    expect(form.statement).toBe('a\nb\nc');
    expect(form.subjects).toHaveLength(1000);
  });
});

describe('what a form means', () => {
  it('leaves out what is blank', () => {
    expect(bodyOf({ statement: 'It rained.', ...row({}) })).toEqual({ statement: 'It rained.' });
  });

  it('keeps a row in which anything was chosen or typed', () => {
    expect(bodyOf(row({ stance: 'denies' })).attributions).toHaveLength(1);
    expect(bodyOf(row({ wording: 'x' })).attributions).toHaveLength(1);
    expect(bodyOf(row({ 'via.0.own_channel': 'yes' })).attributions).toHaveLength(1);
  });

  it('makes numbers, ticks and lists of text', () => {
    const body = bodyOf({
      ...{ version: '3', credibility: '2', article_id: '7', adverse: 'no', statement: 'x' },
      ...row({ 'source.name': 'lawmakers', provisional: 'yes', retracts: ['4', '5'] }),
    });
    expect(body).toMatchObject({ version: 3, credibility: 2, article_id: 7, adverse: false });
    expect(body.attributions?.[0]).toMatchObject({ provisional: true, retracts: [4, 5] });
  });

  it('leaves a wrong number as it was typed, so that the message can name it', () => {
    const fields = { 'source.name': 'lawmakers', 'source.count': '8 people' };
    expect(attributionOf(fields)).toMatchObject({ source: { count: '8 people' } });
    const parsed = parseClaim(bodyOf({ statement: 'x', ...row(fields) }));
    expect(parsed).toEqual({
      errors: [{ path: 'attributions.0.source.count', message: '“8 people” is not a number.' }],
    });
  });

  it('refers to a picked source by its id until its text is changed', () => {
    const picked = { 'source.id': '5', 'source.known': 'IRGC' };
    expect(attributionOf({ ...picked, 'source.name': 'IRGC' })?.source).toEqual({ id: 5 });
    expect(attributionOf({ ...picked, 'source.name': 'the IRGC' })?.source).toEqual({
      name: 'the IRGC',
    });
  });

  it('works out the number of a group also where the identity was chosen by hand', () => {
    const fields = { 'source.name': 'seven Iraqi sources', 'source.identity': 'unnamed_described' };
    expect(attributionOf(fields)?.source).toEqual({
      ...{ name: 'seven Iraqi sources', identity: 'unnamed_described', collective: true, count: 7 },
    });
  });

  it('takes a number as a group', () => {
    const fields = { 'source.name': 'officials', 'source.count': ' 3 ' };
    expect(attributionOf(fields)?.source).toMatchObject({ collective: true, count: 3 });
  });

  it('takes a new relay that says nothing else for an outlet, but not a name on file', () => {
    const via = (name: string) => attributionOf({ 'via.0.source.name': name })?.via;
    expect(via('Rosamunde')).toEqual([
      { source: { name: 'Rosamunde', type: 'media', identity: 'named_org' } },
    ]);
    expect(via('Hadi al-Amiri')).toEqual([{ source: { name: 'Hadi al-Amiri' } }]);
  });

  it('records who knows an identity, and keeps who knew it first', () => {
    const known = { 'source.name': 'an aide', identity_known: 'yes' };
    expect(attributionOf(known)?.identity_known).toEqual({ by: 'Nour Haddad', on: '2024-10-07' });
    const before = { ...known, known_by: 'Rana Adeyemi', known_on: '2024-10-02' };
    expect(attributionOf(before)?.identity_known).toEqual({ by: 'Rana Adeyemi', on: '2024-10-02' });
    expect(attributionOf({ ...before, identity_known: [] })).not.toHaveProperty('identity_known');
  });

  it('opens a form for a passage', () => {
    const form = formOfPassage(7, { quote: 'words', start: '3', end: '8' });
    expect(formBody(dropBlankRows(form), AROUND)).toEqual({
      ...{ statement: '', article_id: 7 },
      appearances: [{ quote: 'words', article_id: 7, start: 3, end: 8 }],
    });
  });
});

describe('steps', () => {
  const two = {
    ...row({ 'source.name': 'one', 'via.0.source.name': 'a', 'via.1.source.name': 'b' }),
    ...{ 'attributions.1.source.name': 'two', 'subjects.0.name': 'IRGC' },
  };
  const names = (form: ClaimForm) => form.attributions.map((one) => one.source.name);
  const relays = (form: ClaimForm) => form.attributions[0]?.via.map((one) => one.source.name);

  it.each([
    ['add:attributions', 'attributions.2'],
    ['remove:attributions.0', 'attributions.0'],
    ['remove:attributions.1', 'attributions.0'],
    ['add:attributions.0.via', 'attributions.0.via.2'],
    ['remove:attributions.0.via.0', 'attributions.0.via.0'],
    ['up:attributions.0.via.1', 'attributions.0.via.0'],
    ['up:attributions.0.via.0', 'attributions.0.via.0'],
    ['add:subjects', 'subjects.1'],
    ['remove:subjects.0', 'subjects'],
    ['add:evidence', 'evidence.0'],
    ['add:appearances', 'appearances.0'],
  ])('%s goes to %s', (step, focus) => {
    expect(applyStep(formOf({ ...two, do: step })).focus).toBe(focus);
  });

  it('changes what it names and nothing else', () => {
    const stepped = (step: string) => applyStep(formOf({ ...two, do: step })).form;
    expect(names(stepped('add:attributions'))).toEqual(['one', 'two', '']);
    expect(names(stepped('remove:attributions.0'))).toEqual(['two']);
    expect(relays(stepped('up:attributions.0.via.1'))).toEqual(['b', 'a']);
    expect(relays(stepped('remove:attributions.0.via.0'))).toEqual(['b']);
    expect(stepped('remove:subjects.0').subjects).toEqual([]);
  });

  it.each([
    ...['add:', 'add:nothing', 'remove:attributions', 'remove:attributions.9', 'up:via.0'],
    ...[
      'add:attributions.9.via',
      'add:__proto__',
      'remove:attributions.-1',
      'add:attributions.0.x',
    ],
    ...['add:subjects.0.via', 'remove:attributions.0.5', 'x:subjects.0', 'add:a.b.c.d'],
  ])('%s changes nothing', (step) => {
    const form = formOf({ ...two, do: step });
    expect(applyStep(form).form).toEqual(form);
  });
});

describe('two people changed one claim', () => {
  const facts = {
    ...{ version: 1, statement: 'old', kind: 'fact', adverse: false, made_on: null },
    subjects: [],
    attributions: [
      {
        ...{ id: 4, source: { id: 1, name: 'IRGC', type: 'security' }, stance: 'asserts' },
        ...{ wording: 'old words', cue: null, via: [], identity_known: null, capacity: 'security' },
      },
      {
        ...{ id: 5, source: { id: 2, name: 'a diplomat', type: 'diplomatic' }, stance: 'confirms' },
        ...{ wording: null, cue: null, via: [], identity_known: null, capacity: 'diplomatic' },
      },
    ],
    evidence: [],
  };
  const base = formOfFacts(facts);
  const changed = (change: (form: ClaimForm) => Partial<ClaimForm>, of = base) => ({
    ...of,
    ...change(of),
  });
  const wordsOfRow = (at: number, wording: string) => (form: ClaimForm) => ({
    attributions: form.attributions.map((one, i) => (i === at ? { ...one, wording } : one)),
  });
  const theirs = (change: (form: ClaimForm) => Partial<ClaimForm>) => ({
    ...changed(change),
    version: '2',
  });

  it('takes over what only they changed, keeps what only I did', () => {
    const mine = changed(wordsOfRow(0, 'my words'));
    const merged = mergeForms(
      base,
      mine,
      theirs(() => ({ statement: 'theirs' })),
    );
    expect(merged.form).toMatchObject({ statement: 'theirs', version: '2' });
    expect(merged.form.attributions[0]?.wording).toBe('my words');
    expect(merged.clashes).toEqual([]);
  });

  it('keeps mine and shows theirs where both changed the same', () => {
    const merged = mergeForms(
      base,
      changed(wordsOfRow(0, 'my words')),
      theirs(wordsOfRow(0, 'their words')),
    );
    expect(merged.form.attributions[0]?.wording).toBe('my words');
    expect(merged.clashes).toEqual([{ path: 'attributions.0.wording', theirs: 'their words' }]);
  });

  it('says nothing where both wrote the same', () => {
    const same = () => ({ statement: 'new' });
    expect(mergeForms(base, changed(same), theirs(same)).clashes).toEqual([]);
  });

  it('takes in the row they added, beside the one I added', () => {
    const mine = changed((form) => ({
      attributions: [...form.attributions, BLANK_ROWS.attributions],
    }));
    const added = { ...BLANK_ROWS.attributions, id: '6', wording: 'added by them' };
    const merged = mergeForms(
      base,
      mine,
      theirs((form) => ({ attributions: [...form.attributions, added] })),
    );
    expect(merged.form.attributions.map((one) => one.id)).toEqual(['4', '5', '', '6']);
  });

  it('lets go a row they took out, unless I worked on it', () => {
    const without = theirs((form) => ({ attributions: form.attributions.slice(1) }));
    expect(mergeForms(base, base, without).form.attributions.map((one) => one.id)).toEqual(['5']);
    const merged = mergeForms(base, changed(wordsOfRow(0, 'my words')), without);
    expect(merged.form.attributions.map((one) => [one.id, one.wording])).toEqual([
      ['', 'my words'],
      ['5', ''],
    ]);
  });

  it('brings back a row I took out while they worked on it, but not one they left alone', () => {
    const mine = changed((form) => ({ attributions: form.attributions.slice(1) }));
    const merged = mergeForms(base, mine, theirs(wordsOfRow(0, 'their words')));
    expect(merged.form.attributions.map((one) => one.id)).toEqual(['5', '4']);
    expect(
      mergeForms(
        base,
        mine,
        theirs(() => ({})),
      ).form.attributions,
    ).toHaveLength(1);
  });

  it('finds the state before the changes', () => {
    const now = { ...facts, statement: 'new', attributions: facts.attributions.slice(1) };
    const before = undo(now, [
      { path: 'statement', old: 'old', new: 'new' },
      { path: 'attributions.4', old: facts.attributions[0] ?? null, new: null },
    ]);
    expect(before).toMatchObject({ statement: 'old' });
    expect(new Set(formOfFacts(before).attributions)).toEqual(new Set(base.attributions));
  });
});
