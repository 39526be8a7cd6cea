import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { bareFlow, openProducer } from './bare-flow.ts';
import { openPool, prepareTable } from './follow-up-table.ts';

// DATABASE_URL=… REDIS_URL=… node --import tsx bench/references/bare-express.ts
// The minimum for a durable 202: Express 5, one insert with pg, one BullMQ flow of three jobs. No API key, no
// validation.

const pool = openPool(process.env['DATABASE_URL'] ?? '');
await prepareTable(pool);
const producer = openProducer(process.env['REDIS_URL'] ?? '');

const app = express();
app.use(express.json());
app.post('/{*path}', async (request, response) => {
  const id = randomUUID();
  await pool.query('INSERT INTO follow_up (id, request) VALUES ($1, $2)', [id, JSON.stringify(request.body)]);
  await producer.add(bareFlow(id));
  response.status(202).json({ id });
});
const server = app.listen(0, '127.0.0.1', () => {
  process.stdout.write(`listens on http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
process.once('SIGTERM', () => process.exit(0));
