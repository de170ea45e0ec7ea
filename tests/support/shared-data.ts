/** Test data that may not be kept in this project: present on some machines only. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The path of a file of the shared data, or null where there is none on this machine. */
export function sharedFile(name: string): string | null {
  const given = process.env.SHARED;
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    const file = join(given ?? join(folder, 'shared'), 'data', name);
    if (existsSync(file)) return file;
    if (given || folder === dirname(folder)) return null;
  }
}
