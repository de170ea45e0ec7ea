/** Starts the process: settings, database, application; and stops it cleanly. */
import { createServer } from 'node:http';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { migrate } from './database/migrate.ts';
import { openSqlite } from './database/sqlite.ts';

const config = readConfig(process.env);
const log = pino({ level: config.logLevel });
migrate(config.database);
const database = openSqlite(config.database);
const origin = config.origin ?? `http://${config.host}:${config.port}`;
const app = createApp({ ...config, origin, database, clock: () => new Date(), log });
const server = createServer(app);
server.listen(config.port, config.host, () => {
  console.log(`Second Source is at ${origin}`);
});

function stop(): void {
  server.close(async () => {
    await database.close();
    process.exit(0);
  });
  server.closeIdleConnections();
}
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
