/** Static files: styles, scripts, icons and the fonts, under an address that changes with them. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import express, { type Router } from 'express';

const FOLDER = fileURLToPath(new URL('../../views/assets/', import.meta.url));
const FONTS = [
  import.meta.resolve('@fontsource-variable/inter'),
  import.meta.resolve('@fontsource-variable/source-serif-4'),
];

export interface Assets {
  /** `/assets/1a2b3c4d`: prefix of all static addresses. */
  readonly base: string;
  readonly router: Router;
}

/** Reads all files once for the address; the answers may then be kept for a year. */
export function openAssets(): Assets {
  const hash = createHash('sha256');
  for (const name of readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).sort()) {
    if (/\.\w+$/.test(name)) hash.update(name).update(readFileSync(FOLDER + name));
  }
  const base = `/assets/${hash.digest('hex').slice(0, 8)}`;
  const router = express.Router();
  const options = { immutable: true, maxAge: '1y', index: false, redirect: false } as const;
  router.use(base, express.static(FOLDER, options));
  for (const font of FONTS) {
    const folder = new URL('./files/', font);
    router.use(`${base}/fonts`, express.static(fileURLToPath(folder), options));
  }
  return { base, router };
}
