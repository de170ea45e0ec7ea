/** Test data that is not part of the project: found in a folder above it, or not at all. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

export function findShared(name: string): string | null {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'shared', 'data', name);
    if (existsSync(file)) return file;
  }
  return null;
}
