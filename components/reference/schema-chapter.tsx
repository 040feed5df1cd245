import { Chapter, Text } from "./chapter.tsx";
import { JsonBlock } from "./code-block.tsx";
import { EXAMPLES } from "./examples.ts";
import { FieldsTable } from "./fields-table.tsx";
import { fieldsOf, type JsonSchema } from "./json-schema.ts";
import { Prose } from "./prose.tsx";

/** One schema: its fields and an example. */
export function SchemaChapter({ name, schema }: { name: string; schema: JsonSchema }) {
  return (
    <Chapter id={`schema-${name}`} title={name}>
      {schema.description ? (
        <Text>
          <Prose text={schema.description} />
        </Text>
      ) : null}
      <FieldsTable label={`Fields of ${name}`} rows={fieldsOf(schema)} />
      <JsonBlock title={`Example: ${name}`} value={EXAMPLES[name]} />
    </Chapter>
  );
}
