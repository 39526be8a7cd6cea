import type { CommandView } from '../../../src/contract/command-view.ts';

const offlineWriter = 'offline-writer';

/** Says so when no model wrote: what is shown then is no measure of what a model writes. */
export function OfflineWriterNotice({ commands }: { commands: readonly Pick<CommandView, 'model'>[] }) {
  if (!commands.some(({ model }) => model === offlineWriter)) return null;
  return (
    <div class="notice notice-warn">
      <p>
        <strong>Written by the offline writer.</strong> It composes simple messages from the facts of the
        request. Set <code>OPENAI_API_KEY</code>, or <code>OPENAI_BASE_URL</code> for any server that speaks
        Chat Completions, and a model writes them.
      </p>
    </div>
  );
}
