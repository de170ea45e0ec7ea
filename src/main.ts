/** Starts the process: settings, database, application; and stops it cleanly. */
import { createServer } from 'node:http';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { saveCards } from './claims/cards/save.ts';
import { readSettings } from './config.ts';
import { startDaily } from './daily.ts';
import { migrate } from './database/migrate.ts';
import { openSqlite } from './database/sqlite.ts';
import { fillDemo, pickDemoFile } from './exchange/demo.ts';
import { sealHistory } from './history/seal.ts';
import { startSetup } from './people/invitations.ts';

const settings = readSettings();
const isDemo = process.argv.includes('--demo');
const config = isDemo ? { ...settings, database: pickDemoFile(), logLevel: 'warn' } : settings;
const log = pino({ level: config.logLevel });
const SAVE_EVERY_MS = 60_000;
const clock = () => new Date();
migrate(config.database);
const database = openSqlite(config.database);
const origin = config.origin ?? `http://${config.host}:${config.port}`;
const server = createServer(createApp({ ...config, origin, database, clock, log }));
server.listen(config.port, config.host, async () => {
  console.log(`Second Source is at ${origin}`);
  if (isDemo) console.log(await fillDemo(database, clock()));
  const code = await startSetup(database, clock);
  if (code) console.log(`Make the first administrator: ${origin}/setup?code=${code}`);
  await startDaily({ database, clock, zone: config.zone, log });
  // Read now what the list filters by, so that the first visitor need not wait for it.
  await saveCards(database);
});
// Now and then what has changed, for the next start.
setInterval(() => saveCards(database).catch((error) => log.error(error)), SAVE_EVERY_MS).unref();
server.on('error', (error) => {
  console.error(`Second Source cannot listen at ${origin}: ${error.message}`);
  process.exit(1);
});

function stop(): void {
  server.close(async () => {
    await sealHistory(database, log);
    await database.close();
    process.exit(0);
  });
  server.closeIdleConnections();
}
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
