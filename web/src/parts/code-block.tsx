import { CodeArea } from './code-area.tsx';
import { CopyButton } from './copy-button.tsx';

/** Code or JSON with a button that copies it. */
export function CodeBlock({ text, label }: { text: string; label: string }) {
  return (
    <div class="code-block">
      <CopyButton text={text} />
      <CodeArea text={text} label={label} />
    </div>
  );
}
