import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { check, setupBody } from '../../src/people/form.ts';
import { findShared } from './shared.ts';

const GOOD = { email: 'nour@example.org', name: 'Nour Haddad', password: 'three words and more' };

function errorsOf(change: Partial<typeof GOOD>): Record<string, string> {
  const form = { ...GOOD, ...change };
  const { errors } = check(setupBody, form, form);
  return Object.fromEntries((errors ?? []).map(({ path, message }) => [path, message]));
}

describe('an email', () => {
  it.each(['a@b', 'first.last+desk@news.example.org', "o'neil@example.org", 'نور@example.org'])(
    'may be %s',
    (email) => {
      expect(errorsOf({ email })).toEqual({});
    },
  );

  it.each([
    '',
    '   ',
    'nobody',
    '@example.org',
    'a@',
    'a b@example.org',
    'a@b@c',
    'a@example.org\r\nBcc: b@example.org',
    'a\0@example.org',
    'a\u202e@example.org',
    'a\u200b@example.org',
    'Name <a@example.org>',
    `${'a'.repeat(65)}@example.org`,
    `a@${'b'.repeat(300)}`,
    '\ud800@example.org',
  ])('may not be %j', (email) => {
    expect(Object.keys(errorsOf({ email }))).toEqual(['email']);
  });
});

describe('a name', () => {
  it.each(['Nour Haddad', 'نور حداد', '李', 'O’Neil-Smith, Jr.', 'می‌خواهم', '=1+1', '🦊'])(
    'may be %s',
    (name) => {
      expect(errorsOf({ name })).toEqual({});
    },
  );

  it.each([
    '',
    '  \t ',
    '\u200b\u200b',
    'Nour\nSet-Cookie: session=planted',
    'Nour\r\nX-Evil: 1',
    'Nour\0',
    'Nour \u202eruoN',
    '\ud800',
    'x'.repeat(121),
  ])('may not be %j', (name) => {
    expect(Object.keys(errorsOf({ name }))).toEqual(['name']);
  });
});

describe('a new password', () => {
  it.each([
    'three words and more',
    '            x y',
    'ααααββββγγγγ',
    'correcthorse',
    'a tab\tin it, fine',
    'x1y2'.repeat(250),
  ])('may be %j', (password) => {
    expect(errorsOf({ password })).toEqual({});
  });

  it.each([
    ['', 'At least 12 characters'],
    ['eleven char', 'At least 12 characters'],
    // Eleven characters, though twenty-two code units.
    ['🦊'.repeat(11), 'At least 12 characters'],
    ['x1y2'.repeat(251), 'At most 1000'],
    ['NUL is no good\0', 'cannot be kept'],
    ['half \ud800 a character', 'cannot be kept'],
    ['passwordpassword', 'Everybody would try this one'],
    ['123456789012', 'Everybody would try this one'],
    ['aaaaaaaaaaaaa', 'Everybody would try this one'],
    ['nour@example.org', 'other than your name or email'],
    ['NOUR@EXAMPLE.ORG', 'other than your name or email'],
  ])('may not be %j: %s', (password, words) => {
    expect(errorsOf({ password }).password).toContain(words);
  });

  it('may not be the name', () => {
    const name = 'Abdurrahman Haddad';
    expect(errorsOf({ name, password: 'abdurrahman haddad' }).password).toContain('other than');
  });
});

const naughty = findShared('naughty-strings.json');

describe.skipIf(!naughty)('the naughty strings (skipped without the shared data)', () => {
  const strings: string[] = naughty ? JSON.parse(readFileSync(naughty, 'utf8')) : [];

  it('are either kept as they are or refused at their field', () => {
    expect(strings.length).toBeGreaterThan(500);
    for (const text of strings) {
      const { value, errors } = check(setupBody, { ...GOOD, name: text });
      if (value) expect(value.name).toBe(text.trim());
      else expect(errors.map(({ path }) => path)).toEqual(['name']);
    }
  });

  it('are no emails that could break out of a header or a page', () => {
    for (const text of strings) {
      const { value } = check(setupBody, { ...GOOD, email: text });
      if (value) expect(value.email).toMatch(/^[^\s<>"\p{C}]+@[^\s<>"\p{C}]+$/u);
    }
  });

  it('are passwords to the byte, where they are long enough', () => {
    for (const text of strings) {
      const { value } = check(setupBody, { ...GOOD, password: text });
      if (value) expect(value.password).toBe(text);
    }
  });
});
