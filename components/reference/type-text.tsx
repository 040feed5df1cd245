import { Fragment } from "react";
import type { TypePart } from "./json-schema.ts";
import { Code } from "./prose.tsx";

/** A type in words, other schemas as links to where they are described. */
export function TypeText({ parts }: { parts: readonly TypePart[] }) {
  return parts.map((part, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a type do not move.
    return <Fragment key={index}>{partOf(part)}</Fragment>;
  });
}

function partOf(part: TypePart) {
  if ("schema" in part) return <SchemaLink name={part.schema} />;
  return "code" in part ? <Code>{part.code}</Code> : part.text;
}

export function SchemaLink({ name }: { name: string }) {
  return (
    <a href={`#schema-${name}`} className="text-accent underline underline-offset-2">
      {name}
    </a>
  );
}
