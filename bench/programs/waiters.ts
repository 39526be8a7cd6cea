import { Agent, type IncomingMessage, request } from 'node:http';

// Keeps many waits and event streams open at one API, and records when each reports the end of its follow-up. Its
// parent // sends what to open, is told when everything is open, and asks for the recorded times.

export interface WaitersToOpen {
  url: string;
  headers: Record<string, string>;
  /** Ids of follow-ups to wait for with GET and ?wait. */
  waits: readonly string[];
  /** Ids of follow-ups whose events to stream. */
  streams: readonly string[];
}

export interface WaitersReport {
  /** Milliseconds since 1970, by follow-up id. */
  told: Record<string, number>;
  failures: string[];
}

const told = new Map<string, number>();
const failures: string[] = [];
/** This many connections are opened at a time, because a server's queue for new connections is short. */
const openAtOnce = 100;
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

process.on('message', (message: WaitersToOpen | 'report') => {
  if (message === 'report') {
    process.send?.({ told: Object.fromEntries(told), failures } satisfies WaitersReport);
    return;
  }
  open(message).then(
    () => process.send?.('open'),
    (error: unknown) => {
      failures.push(String(error));
      process.send?.('open');
    },
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');

async function open({ url, headers, waits, streams }: WaitersToOpen): Promise<void> {
  const opening = [
    ...waits.map((id) => () => openWait(`${url}/api/follow-ups/${id}?wait=60`, headers, id)),
    ...streams.map((id) => () => openStream(`${url}/api/follow-ups/${id}/events`, headers, id)),
  ];
  for (let start = 0; start < opening.length; start += openAtOnce) {
    await Promise.all(opening.slice(start, start + openAtOnce).map((openOne) => openOne()));
  }
}

/** Resolves when the request has been sent. */
function openWait(url: string, headers: Record<string, string>, id: string): Promise<void> {
  return new Promise((resolve) => {
    const sent = request(url, { agent, headers }, (response) => {
      read(response, id, (text) => text.includes('"status":"completed"'));
    });
    sent.on('finish', resolve);
    sent.on('error', (error) => {
      failures.push(`a wait: ${error.message}`);
      resolve();
    });
    sent.end();
  });
}

/** Resolves when the stream has started. */
function openStream(url: string, headers: Record<string, string>, id: string): Promise<void> {
  return new Promise((resolve) => {
    const sent = request(url, { agent, headers }, (response) => {
      read(response, id, (text) => text.includes('event: follow_up.completed'));
      resolve();
    });
    sent.on('error', (error) => {
      failures.push(`a stream: ${error.message}`);
      resolve();
    });
    sent.end();
  });
}

function read(response: IncomingMessage, id: string, tellsEnd: (text: string) => boolean): void {
  if (response.statusCode !== 200) failures.push(`answer ${response.statusCode}`);
  let text = '';
  response.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    if (!told.has(id) && tellsEnd(text)) told.set(id, performance.timeOrigin + performance.now());
  });
  response.on('error', (error) => failures.push(error.message));
}
