import { initialOf } from './initial-of.ts';
import type { PreviewProps } from './preview-props.ts';

/** A notification on a locked phone. */
export function NotificationPreview({ message, lead }: PreviewProps) {
  return (
    <div class="frame phone">
      <div class="phone-clock" aria-hidden="true">
        <span class="phone-day">Monday, 23 November</span>
        <span class="phone-time">9:41</span>
      </div>
      <div class="phone-card">
        <span class="app-icon" aria-hidden="true">
          {initialOf(lead.sites.name)}
        </span>
        <div class="phone-text">
          <p class="phone-app">
            {lead.sites.name}
            <span aria-hidden="true">now</span>
          </p>
          <p class="phone-title">{message.title}</p>
          <p class="plain">{message.message}</p>
        </div>
      </div>
    </div>
  );
}
