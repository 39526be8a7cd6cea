import { setTimeout as sleep } from 'node:timers/promises';
import type { ModelBehaviour, ModelRequest } from '../../harness/model-behaviour.ts';
import { startModelServer } from '../../harness/model-server.ts';
import { until } from '../../harness/until.ts';

export type Phase = 'sales' | 'copywriter';

/** A request to the model provider. */
export interface Call {
  /** Of the follow-up; stands in the lead's company. */
  marker: string;
  phase: Phase;
  /** The name of the process that called. */
  worker: string;
  /** When it arrived, in milliseconds since 1970. */
  at: number;
}

/** Answers of one phase that are not given until they are released. */
export interface HeldAnswers {
  /** Resolves with all calls that wait, once there are `count`. */
  reached(count: number): Promise<Call[]>;
  release(): void;
}

export interface CountingModel {
  baseUrl: string;
  calls: readonly Call[];
  hold(phase: Phase): HeldAnswers;
  /** Decides on each call from now on; `earlier` counts the calls of the same follow-up and phase before it. */
  treat(treatment: (call: Call, earlier: number) => ModelBehaviour | undefined): void;
  /** Tells of each call at the moment of its answer. */
  answering(listener: (call: Call) => void): void;
  /** How many calls a treatment has taken the answer from. */
  spoilt(): number;
  close(): Promise<void>;
}

/** So that a run lasts long enough for a fault to come in its middle. */
const thinkMs = 200;

/** A model provider that knows which follow-up each call is for and which worker made it. */
export async function startCountingModel(): Promise<CountingModel> {
  const server = await startModelServer();
  const calls: Call[] = [];
  const holds = new Map<Phase, { waiting: Call[]; released: Promise<void> }>();
  let spoilt = 0;
  let listener: (call: Call) => void = () => undefined;
  let treatment: Parameters<CountingModel['treat']>[0] = () => undefined;

  server.respond(async (request) => {
    const call = readCall(request);
    const earlier = calls.filter(
      ({ marker, phase }) => marker === call.marker && phase === call.phase,
    ).length;
    calls.push(call);
    const behaviour = treatment(call, earlier);
    if (behaviour) {
      spoilt += 1;
      return behaviour;
    }
    await sleep(thinkMs);
    const hold = holds.get(call.phase);
    hold?.waiting.push(call);
    await hold?.released;
    listener(call);
    return undefined;
  });

  return {
    baseUrl: server.baseUrl,
    calls,
    hold(phase) {
      let release: () => void = () => undefined;
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      const waiting: Call[] = [];
      holds.set(phase, { waiting, released });
      return {
        async reached(count) {
          await until(async () => waiting.length >= count, 60_000);
          return waiting;
        },
        release() {
          holds.delete(phase);
          release();
        },
      };
    },
    treat(next) {
      treatment = next;
    },
    answering(next) {
      listener = next;
    },
    spoilt: () => spoilt,
    close: () => server.close(),
  };
}

function readCall({ headers, body }: ModelRequest): Call {
  const marker = body.messages.map(({ content }) => /Probe (\w+) Ltd/.exec(content)?.[1]).find(Boolean);
  if (!marker) throw new Error('a model call that does not name its follow-up');
  return {
    marker,
    phase: body.response_format?.json_schema?.name.startsWith('sales') ? 'sales' : 'copywriter',
    worker: headers.authorization?.replace('Bearer ', '') ?? '',
    at: Date.now(),
  };
}
