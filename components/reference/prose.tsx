import { Fragment } from "react";

/** A sentence of the API's description, in which `this` is code. */
export function Prose({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a fixed sentence do not move.
    index % 2 === 1 ? <Code key={index}>{part}</Code> : <Fragment key={index}>{part}</Fragment>,
  );
}

export function Code({ children }: { children: string }) {
  return (
    <code className="rounded-[4px] bg-sunk px-1 font-mono text-xs break-words [font-variant-ligatures:none]">
      {children}
    </code>
  );
}
