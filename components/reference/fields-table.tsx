import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { FieldRow } from "./json-schema.ts";
import { Code, Prose } from "./prose.tsx";
import { TypeText } from "./type-text.tsx";

/** Every field: what it is called, what it may hold, what it means. */
export function FieldsTable({ label, rows }: { label: string; rows: readonly FieldRow[] }) {
  return (
    <Table label={label} className="rounded-xl border border-line bg-panel">
      <thead>
        <tr>
          <Th>Field</Th>
          <Th>Holds</Th>
          <Th>Meaning</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Field key={row.path} row={row} />
        ))}
      </tbody>
    </Table>
  );
}

function Field({ row }: { row: FieldRow }) {
  return (
    <tr>
      <Td className="align-baseline">
        <span className="flex items-baseline gap-2">
          <span className="font-mono text-xs">{row.path}</span>
          {row.required ? <Tag>required</Tag> : null}
        </span>
      </Td>
      <Td className="align-baseline">
        <TypeText parts={row.type} />
        {row.limits.map((limit) => (
          <span key={limit} className="block text-xs text-ink-2">
            {limit}
          </span>
        ))}
      </Td>
      <Td className="align-baseline">
        <Prose text={row.description} />
        {row.defaultValue === null ? null : (
          <span className="block text-xs text-ink-2">
            If left out: <Code>{row.defaultValue}</Code>
          </span>
        )}
      </Td>
    </tr>
  );
}
