import { describe, expect, it } from 'vitest';
import { hashPassword, isPassword } from '../../src/people/password.ts';

describe('a stored password', () => {
  it('is a PHC string of argon2id with OWASP’s parameters', async () => {
    expect(await hashPassword('three words and more')).toMatch(
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/,
    );
  });

  it('has a salt of its own', async () => {
    expect(await hashPassword('the same words')).not.toBe(await hashPassword('the same words'));
  });

  // The test vector of the reference implementation, so that the format is the common one.
  const REFERENCE =
    '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
  it('is checked with the parameters that it carries', async () => {
    expect(await isPassword('password', REFERENCE)).toBe(true);
    expect(await isPassword('password', REFERENCE.replace('t=2', 't=3'))).toBe(false);
    expect(await isPassword('Password', REFERENCE)).toBe(false);
  });

  const DIFFERENT = [
    ['a space at the end', 'correct horse battery', 'correct horse battery '],
    ['a space at the start', 'correct horse battery', ' correct horse battery'],
    ['case', 'correct horse battery', 'Correct horse battery'],
    [
      'composed and decomposed letters',
      'caf\u00e9 caf\u00e9 caf\u00e9',
      'cafe\u0301 cafe\u0301 cafe\u0301',
    ],
    ['line ends', 'one\ntwo three four', 'one\r\ntwo three four'],
    ['a tail beyond 72 bytes', 'x'.repeat(72), `${'x'.repeat(72)}y`],
  ] as const;
  it.each(DIFFERENT)('differs by %s', async (_what, one, other) => {
    const hash = await hashPassword(one);
    expect(await isPassword(one, hash)).toBe(true);
    expect(await isPassword(other, hash)).toBe(false);
  });

  it('may be in any script', async () => {
    const password = 'كلمة سر طويلة 🗝️ 秘密';
    expect(await isPassword(password, await hashPassword(password))).toBe(true);
  });

  const BROKEN = [null, '', 'plain', '$argon2id$v=19$m=1$x$y', '$2b$10$abcdefghijklmnopqrstuv'];
  it.each(BROKEN)('that is not one (%s) lets nobody in', async (stored) => {
    expect(await isPassword('', stored)).toBe(false);
    expect(await isPassword('plain', stored)).toBe(false);
  });
});
