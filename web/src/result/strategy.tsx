import type { FollowUpView } from '../../../src/contract/follow-up-view.ts';

/** The strategy of the sales phase, which every message carries. */
export function strategyOf({ messages, review }: FollowUpView): string | null {
  return (
    Object.values(messages ?? review?.messages ?? {}).find((message) => message?.strategy)?.strategy ?? null
  );
}

export function Strategy({ text }: { text: string }) {
  return <p class="plain strategy">{text}</p>;
}
