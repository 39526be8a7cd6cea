import { CrossIcon, LockIcon } from '../parts/icons.tsx';
import type { PreviewProps } from './preview-props.ts';

/** A banner at the top of the site. */
export function WebPreview({ message, lead }: PreviewProps) {
  return (
    <div class="frame browser">
      <div class="frame-bar" aria-hidden="true">
        <i />
        <i />
        <i />
        <span class="address">
          <LockIcon />
          {hostOf(lead.sites.url) ?? lead.sites.name}
        </span>
      </div>
      <div class="banner">
        <div>
          <p class="banner-title">{message.title}</p>
          <p class="plain">{message.message}</p>
        </div>
        <CrossIcon />
      </div>
      <div class="skeleton" aria-hidden="true">
        <b />
        <b />
        <b />
      </div>
    </div>
  );
}

function hostOf(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).host : null;
}
