import type { ComponentChildren } from 'preact';
import { CodeArea } from './code-area.tsx';
import { mendOf } from './mends.ts';

interface FailureNoticeProps {
  failure: {
    code: string;
    message: string;
    details?: unknown;
    requestId?: string | null;
    status?: number | null;
  };
  /** What can be done about it here. */
  children?: ComponentChildren;
}

/** An error: its code, what happened, what to mend, and what to quote to an operator. */
export function FailureNotice({ failure, children }: FailureNoticeProps) {
  const { code, message, details, requestId, status } = failure;
  const mend = mendOf(code);
  return (
    <div class="notice notice-bad" role="alert">
      <p class="notice-title">
        <span class="mono">{code}</span>
        {status ? <span class="badge">HTTP {status}</span> : null}
      </p>
      <p>{message}</p>
      {mend ? (
        <p>
          <strong>What to do: </strong>
          {mend}
        </p>
      ) : null}
      {details === undefined || details === null ? null : (
        <CodeArea text={JSON.stringify(details, null, 2)} label="Details" />
      )}
      {requestId ? (
        <p class="muted small">
          Request id <span class="mono">{requestId}</span>
        </p>
      ) : null}
      {children}
    </div>
  );
}
