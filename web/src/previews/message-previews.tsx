import type { ComponentChildren } from 'preact';
import type { Channel } from '../../../src/contract/channels.ts';
import type { FollowUpView } from '../../../src/contract/follow-up-view.ts';
import { channelNames, channels } from '../parts/channel-names.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { leadOf } from '../parts/lead-of.ts';
import { Claims } from './claims.tsx';
import { EmailPreview } from './email-preview.tsx';
import { NotificationPreview } from './notification-preview.tsx';
import type { PreviewProps } from './preview-props.ts';
import { WebPreview } from './web-preview.tsx';
import { WhatsappPreview } from './whatsapp-preview.tsx';

const previews: Readonly<Record<Channel, (props: PreviewProps) => ComponentChildren>> = {
  email: EmailPreview,
  whatsapp: WhatsappPreview,
  notification: NotificationPreview,
  web: WebPreview,
};

interface MessagePreviewsProps {
  followUp: FollowUpView;
  messages: NonNullable<FollowUpView['messages']>;
  /** How a message came about. */
  note(channel: Channel): string;
}

/** The messages as the lead would see them, each with where its statements come from. */
export function MessagePreviews({ followUp, messages, note }: MessagePreviewsProps) {
  const { claims } = followUp;
  return (
    <div class="previews">
      {channels.map((channel) => {
        const message = messages[channel];
        const Preview = previews[channel];
        return message ? (
          <figure key={channel} class={`preview preview-${channel}`} data-channel={channel}>
            <figcaption>
              <span class="preview-name">{channelNames[channel]}</span>
              <span class="muted small">{note(channel)}</span>
              <CopyButton text={`${message.title}\n\n${message.message}`} />
            </figcaption>
            <Preview message={message} lead={leadOf(followUp)} />
            <Claims claims={claims[channel]} />
          </figure>
        ) : null;
      })}
    </div>
  );
}
