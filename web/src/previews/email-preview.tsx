import { initialOf } from './initial-of.ts';
import type { PreviewProps } from './preview-props.ts';

/** A mail as a mail program shows it. */
export function EmailPreview({ message, lead }: PreviewProps) {
  return (
    <div class="frame mail">
      <div class="frame-bar" aria-hidden="true">
        <i />
        <i />
        <i />
      </div>
      <p class="mail-subject">{message.title}</p>
      <div class="mail-head">
        <span class="avatar" aria-hidden="true">
          {initialOf(lead.sites.name)}
        </span>
        <dl>
          <dt>From</dt>
          <dd>{lead.sites.name}</dd>
          <dt>To</dt>
          <dd>
            {lead.name ? `${lead.name} ` : ''}
            {lead.email ? <span class="muted">{`<${lead.email}>`}</span> : null}
          </dd>
        </dl>
      </div>
      <div class="mail-body plain">{message.message}</div>
    </div>
  );
}
