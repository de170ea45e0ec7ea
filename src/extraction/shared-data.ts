import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file of the test data, which lies beside the project or is named by SHARED; null if missing. */
export function findShared(file: string): string | null {
  const named = process.env.SHARED;
  for (const inside of named === undefined ? [] : ['data', '.']) {
    if (existsSync(join(named!, inside, file))) return join(named!, inside, file);
  }
  let folder = dirname(fileURLToPath(import.meta.url));
  while (dirname(folder) !== folder) {
    const candidate = join(folder, 'shared', 'data', file);
    if (existsSync(candidate)) return candidate;
    folder = dirname(folder);
  }
  return null;
}
