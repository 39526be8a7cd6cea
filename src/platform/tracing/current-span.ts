import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * By name: those of OpenTelemetry's semantic conventions, and our own, which begin with `lead_followup.`. All are listed
 * in docs/monitoring.md. They must not contain lead data. An undefined value is left out.
 */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Work in progress that a trace shows. */
export interface Span {
  /** Names this span in another process, as the W3C header `traceparent`. Null while tracing is off. */
  readonly traceparent: string | null;
  setName(name: string): void;
  set(attributes: Attributes): void;
  /** Marks the work as failed. @param type an error code */
  fail(type: string): void;
}

/** Each request and each job has its own. It is empty while tracing is off. */
export const currentSpan = new AsyncLocalStorage<Span>();

/** The traceparent of the current span, for a row or a header. Null while tracing is off. */
export function currentTraceparent(): string | null {
  return currentSpan.getStore()?.traceparent ?? null;
}

/** The field of a log line that leads to the trace. */
export function traceField(): { traceId?: string } {
  const [, traceId] = currentTraceparent()?.split('-') ?? [];
  return traceId === undefined ? {} : { traceId };
}

/** Of work that is not recorded. */
export const noSpan: Span = {
  traceparent: null,
  setName: () => undefined,
  set: () => undefined,
  fail: () => undefined,
};
