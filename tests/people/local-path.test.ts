import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localPath } from '../../src/people/local-path.ts';

describe('where a sign-in leads', () => {
  it.each([
    '/',
    '/claims',
    '/claims?source_type=government&stance=denies',
    '/claims?q=%D8%B9%D8%B1%D8%A7%D9%82',
    '/sources/7/edit',
    '/claims?q=http://elsewhere.example/',
  ])('is %s as asked', (path) => {
    expect(localPath(path)).toBe(path);
  });

  it.each([
    '',
    'claims',
    'https://elsewhere.example/',
    '//elsewhere.example',
    '///elsewhere.example',
    '/\\elsewhere.example',
    '\\\\elsewhere.example',
    '/\t/elsewhere.example',
    '/\n/elsewhere.example',
    '/.//elsewhere.example',
    '/x/..//elsewhere.example',
    '/%2e//elsewhere.example',
    ' //elsewhere.example',
    'javascript:alert(1)',
    '/claims\r\nSet-Cookie: session=planted',
    '/sign-in?next=/sign-in',
    `/${'x'.repeat(2000)}`,
  ])('is the desk for %j', (path) => {
    expect(localPath(path)).toBe('/');
  });

  it('never leaves the site', () => {
    const here = 'https://desk.example';
    const part = fc.constantFrom('/', '\\', '.', '..', '%2e', '\t', '@', ':', 'evil.example', '?');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part).map((parts) => parts.join('')),
        ),
        (text) => {
          const path = localPath(text);
          expect(new URL(path, here).origin).toBe(here);
          expect(path).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
          expect(localPath(path)).toBe(path);
        },
      ),
    );
  });
});
