import type { Channel } from '../contract/channels.ts';
import type { DraftMessage } from '../contract/messages.ts';
import { assemble } from './assemble.ts';
import type { Brief } from './brief.ts';
import { candidatesOf } from './candidates.ts';
import { limits, shortest } from './limits.ts';
import { codePoints } from './plain-text.ts';
import type { Phase, Script } from './script.ts';

/** How often another phrasing is tried if a refined message is the same as its draft. */
const rewordings = 8;

/** Writes one message from the facts. If a draft is given, the message is worded differently. */
export function compose(brief: Brief, channel: Channel, phase: Phase, draft?: DraftMessage): DraftMessage {
  for (let wording = 0; wording < rewordings; wording += 1) {
    const written = write(brief, channel, phase, wording, draft?.title);
    if (written.message !== draft?.message) return written;
  }
  return write(brief, channel, phase === 'refined' ? 'draft' : 'refined', 0);
}

function write(
  brief: Brief,
  channel: Channel,
  phase: Phase,
  wording: number,
  usedTitle?: string,
): DraftMessage {
  const script = brief.language.scripts[channel][phase];
  const key = `${channel}|${phase}|${wording}`;
  const message = messageOf(script, brief, channel, key);
  const title = titleOf(script, brief, channel, key, usedTitle);
  if (message !== undefined && title !== undefined) return { title, message };
  // Even common words such as "we" may be forbidden. A message that breaks the rule can be repaired, an empty one
  // cannot.
  const unbound = { ...brief, forbidden: [] };
  return {
    title: title ?? titleOf(script, unbound, channel, key, usedTitle) ?? '',
    message: message ?? messageOf(script, unbound, channel, key) ?? '',
  };
}

function titleOf(
  script: Script,
  brief: Brief,
  channel: Channel,
  key: string,
  used?: string,
): string | undefined {
  const fits = (title: string) => codePoints(title) >= shortest && codePoints(title) <= limits[channel].title;
  const titles = candidatesOf(script.title, brief, `${key}|title`).filter(fits);
  return titles.find((title) => title !== used) ?? titles[0];
}

function messageOf(script: Script, brief: Brief, channel: Channel, key: string): string | undefined {
  const { message, unit } = limits[channel];
  const paragraphs = script.message.map((parts, row) =>
    parts.map((part, column) => candidatesOf(part, brief, `${key}|${row}|${column}`)),
  );
  const text = assemble(paragraphs, message, unit);
  return codePoints(text) >= shortest ? text : undefined;
}
