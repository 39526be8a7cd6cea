import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type Answer, decode, encode } from 'dns-packet';
import { atEndOfFile } from './end-of-file.ts';

/** Addresses, the answer `alias` (a CNAME that leads to no address), or `silent` for no answer at all. */
export type DnsAnswer = readonly string[] | 'alias' | 'silent';

export interface DnsServer {
  /** Such as 127.0.0.1:40053 */
  address: string;
  close(): Promise<void>;
}

/** A DNS server on loopback. `answer` is asked once for each query of an IPv4 address; IPv6 addresses are never found. */
export async function startDnsServer(answer: (name: string) => DnsAnswer): Promise<DnsServer> {
  const socket = createSocket('udp4');
  socket.on('message', (message, { address, port }) => {
    const query = decode(message);
    const [question] = query.questions ?? [];
    if (!question) return;
    const { name, type } = question;
    const given = type === 'A' ? answer(name) : 'alias';
    if (given === 'silent') return;
    const answers: Answer[] =
      given === 'alias'
        ? [{ type: 'CNAME', name, ttl: 0, data: 'nowhere.example' }]
        : given.map((data) => ({ type: 'A', name, ttl: 0, data }));
    const reply = encode({ type: 'response', id: query.id ?? 0, questions: [question], answers });
    socket.send(reply, port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= new Promise((resolve) => socket.close(() => resolve()));
    return closed;
  };
  atEndOfFile(close);
  return { address: `127.0.0.1:${socket.address().port}`, close };
}
