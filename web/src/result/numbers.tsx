import type { FollowUpView } from '../../../src/contract/follow-up-view.ts';
import { formatCost, formatDay, formatDuration, formatNumber } from '../parts/format.ts';

/** How long it took and what it cost. */
export function Numbers({ followUp }: { followUp: FollowUpView }) {
  const { timing, usage, schedule } = followUp;
  return (
    <dl class="numbers">
      <Item name="Total">{formatDuration(timing.total_ms)}</Item>
      <Item name="Queued">{formatDuration(timing.queued_ms)}</Item>
      <Item name="Sales">{formatDuration(timing.sales_ms)}</Item>
      <Item name="Copywriter">{formatDuration(timing.copywriter_ms)}</Item>
      <Item name="Tokens in">{formatNumber(usage.input_tokens)}</Item>
      <Item name="Tokens out">{formatNumber(usage.output_tokens)}</Item>
      <Item name="Cost">{formatCost(usage.cost_usd)}</Item>
      <Item name="Next follow-up">{formatDay(schedule.next_follow_up_at)}</Item>
    </dl>
  );
}

function Item({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
