/** `npm run demo`: a throw-away newsroom with the example stories and three people. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../database/database.ts';
import { addPerson } from '../people/commands.ts';
import { loadExamples } from './examples.ts';

const PASSWORD = 'throw-away newsroom';
const PEOPLE = [
  { email: 'editor@demo.example', name: 'Edna Editor', role: 'editor' },
  { email: 'checker@demo.example', name: 'Felix Check', role: 'fact_checker' },
  { email: 'admin@demo.example', name: 'Ada Min', role: 'admin' },
] as const;

/** A new database file, gone when the process ends. */
export function pickDemoFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'second-source-demo-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'newsroom.db');
}

/** Fills the demo; returns how to sign in, in words. */
export async function fillDemo(database: Database, at: Date): Promise<string> {
  const ids: number[] = [];
  for (const person of PEOPLE) {
    ids.push(await addPerson(database, { ...person, password: PASSWORD }, at));
  }
  await loadExamples(database, { personId: ids[0] ?? 0, at });
  const lines = PEOPLE.map(({ email, role }) => `  ${email.padEnd(22)} (${role})`);
  return ['Sign in as', ...lines, `with the password: ${PASSWORD}`].join('\n');
}
