import type { FollowUpView } from '../../../src/contract/follow-up-view.ts';
import { channels } from '../parts/channel-names.ts';
import { CheckIcon } from '../parts/icons.tsx';

/** What the quality gate remarks, and which channels were left out. */
export function Quality({ followUp }: { followUp: FollowUpView }) {
  const { quality, skipped_channels: skipped, warnings } = followUp;
  const remarks = channels.flatMap((channel) =>
    (quality[channel]?.warnings ?? []).map((text) => ({ channel, text })),
  );
  const unrefined = channels.flatMap((channel) => {
    const reason = quality[channel]?.reason;
    return reason ? [{ channel, reason }] : [];
  });
  const nothing = remarks.length + unrefined.length + skipped.length + warnings.length === 0;
  if (nothing) {
    return (
      <p class="all-well">
        <CheckIcon /> Every message passed the quality gate without a remark.
      </p>
    );
  }
  return (
    <ul class="remarks">
      {remarks.map(({ channel, text }) => (
        <li key={`${channel} ${text}`}>
          <span class="badge badge-warn">{channel}</span> {text}
        </li>
      ))}
      {unrefined.map(({ channel, reason }) => (
        <li key={`${channel} not refined`}>
          <span class="badge">{channel} not refined</span> {reason}
        </li>
      ))}
      {skipped.map(({ channel, reason }) => (
        <li key={channel}>
          <span class="badge">{channel} skipped</span> {reason}
        </li>
      ))}
      {warnings.map((text) => (
        <li key={text}>
          <span class="badge badge-warn">request</span> {text}
        </li>
      ))}
    </ul>
  );
}
