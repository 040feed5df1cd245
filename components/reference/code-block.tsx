import { CopyButton } from "./copy-button.tsx";

const PRE = "overflow-x-auto p-3 font-mono text-xs [font-variant-ligatures:none]";

/** Code to read and to take away. */
export function CodeBlock({ title, code }: { title: string; code: string }) {
  return (
    <figure className="overflow-hidden rounded-xl border border-line bg-panel">
      <figcaption className="flex min-h-8 items-center justify-between gap-2 border-b border-line ps-3 pe-1 text-xs text-ink-2">
        {title}
        <CopyButton text={code} label={title} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard. */}
      <pre className={PRE} tabIndex={0} dir="ltr">
        <code>{code}</code>
      </pre>
    </figure>
  );
}

/** A value as JSON, as it travels. */
export function JsonBlock({ title, value }: { title: string; value: unknown }) {
  return <CodeBlock title={title} code={JSON.stringify(value, null, 2)} />;
}
