/** Code or JSON as it is, in a place of its own that scrolls. */
export function CodeArea({ text, label }: { text: string; label: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a section of its own for a piece of code would be one too many
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who scrolls with the keyboard must reach what scrolls
    <pre class="code" role="region" tabIndex={0} aria-label={label}>
      {text}
    </pre>
  );
}
