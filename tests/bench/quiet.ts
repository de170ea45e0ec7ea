/** The real application on any database, without its log, and somebody signed in. */
import type { Express } from 'express';
import { pino } from 'pino';
import { createApp } from '../../src/app.ts';
import type { Database } from '../../src/database/database.ts';
import { hashSecret } from '../../src/people/secret.ts';

export function createQuietApp(database: Database): Express {
  return createApp({
    ...{ database, clock: () => new Date(), newsroom: 'Bench', origin: 'http://127.0.0.1' },
    ...{ sessionHours: 12, zone: 'UTC', trustProxy: false, log: pino({ level: 'silent' }) },
  });
}

/** An editor with a session and a token of the given secret. */
export async function letIn(database: Database, secret: string): Promise<void> {
  const at = new Date().toISOString();
  await database.write(async (tx) => {
    await tx.run(
      `INSERT INTO person (email, name, role, password_hash, created_at)
       VALUES ('bench@example.org', 'Bench', 'editor', '', ?) ON CONFLICT DO NOTHING`,
      at,
    );
    const person = await tx.one<{ id: number }>(
      `SELECT id FROM person WHERE email = 'bench@example.org'`,
    );
    const values = [hashSecret(secret), person?.id ?? 0, at];
    await tx.run(
      `INSERT INTO session (token_hash, person_id, created_at, seen_at, expires_at, agent, address)
       VALUES (?, ?, ?, ?, '2100-01-01T00:00:00.000Z', 'bench', '') ON CONFLICT DO NOTHING`,
      ...[...values, at],
    );
    await tx.run(
      `INSERT INTO token (token_hash, person_id, name, scope, created_at)
       VALUES (?, ?, 'bench', 'write', ?) ON CONFLICT DO NOTHING`,
      ...values,
    );
  });
}
