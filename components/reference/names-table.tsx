import { Table, Td, Th } from "#components/ui/table.tsx";
import { Prose } from "./prose.tsx";

type NamesTableProps = { label: string; name: string; rows: readonly (readonly [string, string])[] };

/** Names and what they mean. */
export function NamesTable({ label, name, rows }: NamesTableProps) {
  return (
    <Table label={label} className="rounded-xl border border-line bg-panel">
      <thead>
        <tr>
          <Th>{name}</Th>
          <Th>Meaning</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([term, meaning]) => (
          <tr key={term}>
            <Td className="font-mono text-xs">{term}</Td>
            <Td className="w-full">
              <Prose text={meaning} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
