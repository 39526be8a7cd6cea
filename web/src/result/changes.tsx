import { useState } from 'preact/hooks';
import type { Channel } from '../../../src/contract/channels.ts';
import type { CommandView } from '../../../src/contract/command-view.ts';
import type { FollowUpView } from '../../../src/contract/follow-up-view.ts';
import type { DraftMessages, SalesOutput } from '../../../src/contract/messages.ts';
import { channelNames, channels } from '../parts/channel-names.ts';
import { Tabs } from '../parts/tabs.tsx';
import { wordChanges } from './word-changes.ts';

/** What the copywriter made of the sales agent's drafts, word by word. */
export function Changes({
  followUp,
  commands,
}: {
  followUp: FollowUpView;
  commands: readonly CommandView[];
}) {
  const drafts = draftsOf(commands);
  const final = followUp.messages ?? {};
  const changed = channels.filter((channel) => drafts[channel] && final[channel]);
  const [chosen, setChosen] = useState<Channel | null>(null);
  const channel = chosen && changed.includes(chosen) ? chosen : changed[0];
  if (!channel || !followUp.command_ids.copywriter) return null;
  const draft = drafts[channel];
  const message = final[channel];
  return (
    <Tabs
      label="Channel"
      kind="pill"
      tabs={changed.map((id) => ({ id, label: channelNames[id] }))}
      selected={channel}
      onSelect={setChosen}
    >
      {draft && message ? (
        <div class="changes">
          <p class="changes-title">
            <Difference before={draft.title} after={message.title} />
          </p>
          <p class="plain">
            <Difference before={draft.message} after={message.message} />
          </p>
          <p class="muted small">
            <del>Struck out</del> was the sales agent's draft, <ins>underlined</ins> is the copywriter's.
          </p>
        </div>
      ) : null}
    </Tabs>
  );
}

function Difference({ before, after }: { before: string; after: string }) {
  return (
    <>
      {wordChanges(before, after).map(({ kind, text }, index) =>
        kind === 'added' ? (
          <ins key={index}>{text}</ins>
        ) : kind === 'removed' ? (
          <del key={index}>{text}</del>
        ) : (
          text
        ),
      )}
    </>
  );
}

function draftsOf(commands: readonly CommandView[]): DraftMessages {
  const result = commands.find(({ type }) => type === 'sales')?.result as SalesOutput | null | undefined;
  return result?.channels ?? {};
}
