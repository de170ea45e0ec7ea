/** The server under measurement, in a process of its own, and a bare one beside it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cardsNow } from '../../src/claims/cards/keep.ts';
import { openSqlite } from '../../src/database/sqlite.ts';
import { createQuietApp, letIn } from './quiet.ts';

const [file = '', secret = ''] = process.argv.slice(2);
const database = openSqlite(file);
await letIn(database, secret);
const before = process.memoryUsage().arrayBuffers;
await cardsNow(database);
const cards = process.memoryUsage().arrayBuffers - before;
let bytes = Buffer.alloc(0);
const app = createServer(createQuietApp(database));
const bare = createServer((request, response) => {
  request.resume();
  request.on('end', () => response.setHeader('content-type', 'text/html').end(bytes));
});
process.on('message', (message: { cpu?: boolean; memory?: boolean; serve?: string }) => {
  if (message.serve !== undefined) bytes = Buffer.from(message.serve, 'base64');
  if (message.memory) process.send?.(process.memoryUsage().rss);
  if (message.cpu) {
    const { user, system } = process.cpuUsage();
    process.send?.((user + system) / 1000);
  }
});
process.send?.({ app: await listen(app), bare: await listen(bare), cards });

function listen(server: Server): Promise<string> {
  // While the bench runs SQL it cannot see that a connection was closed.
  server.keepAliveTimeout = 0;
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}
