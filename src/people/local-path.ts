/** Where to go after a sign-in: never to another site. */

const SOMEWHERE = 'http://newsroom.invalid';

/**
 * The path given, if it is one of this site, else the desk. A browser takes `//host`, `/\host` and
 * `/<tab>/host` for another site.
 */
export function localPath(text: string): string {
  if (!/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(text) || text.length > 2000) return '/';
  if (!URL.canParse(text, SOMEWHERE)) return '/';
  const { origin, pathname, search, hash } = new URL(text, SOMEWHERE);
  // `/.//host` comes out as `//host`: resolved once more it would be another site.
  if (origin !== SOMEWHERE || pathname.startsWith('//') || pathname === '/sign-in') return '/';
  return pathname + search + hash;
}
