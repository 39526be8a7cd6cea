import { useState } from 'preact/hooks';
import { leadFollowUpPath } from '../../../src/contract/documented-example.ts';
import type { AcceptedFollowUp } from '../../../src/contract/follow-up-view.ts';
import type { Failure } from '../service/failure.ts';
import { request } from '../service/request.ts';
import type { BuiltRequest } from './build-request.ts';

export type Sending =
  | { phase: 'idle' }
  | { phase: 'sending' }
  | { phase: 'accepted'; followUpId: string }
  /** `followUpId`: it was waited for, and ended badly. */
  | { phase: 'refused'; failure: Failure; raw: unknown; followUpId: string | null };

/** Sends what the form makes, and remembers what became of it. */
export function useSending(): [Sending, (built: BuiltRequest, key: string) => Promise<void>] {
  const [sending, setSending] = useState<Sending>({ phase: 'idle' });
  const send = async ({ body, headers }: BuiltRequest, key: string) => {
    setSending({ phase: 'sending' });
    const answer = await request<AcceptedFollowUp>('POST', leadFollowUpPath, { key, body, headers });
    if (answer.ok) {
      setSending({ phase: 'accepted', followUpId: answer.data.id });
      return;
    }
    const { failure, raw } = answer;
    const { follow_up_id: followUpId = null } = (failure.details ?? {}) as { follow_up_id?: string };
    setSending({ phase: 'refused', failure, raw, followUpId });
  };
  return [sending, send];
}
