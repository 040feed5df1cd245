import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { OperationView, ResponseView } from "./api-document.ts";
import { Chapter, Subtitle, Text } from "./chapter.tsx";
import { CodeBlock, JsonBlock } from "./code-block.tsx";
import { curlCommand } from "./curl-command.ts";
import { EXAMPLES } from "./examples.ts";
import { FieldsTable } from "./fields-table.tsx";
import { typeOf } from "./json-schema.ts";
import { Code, Prose } from "./prose.tsx";
import { SchemaLink } from "./type-text.tsx";

/** One operation: what to send, what comes back, and a call to try. */
export function OperationChapter({ operation, origin }: { operation: OperationView; origin: string }) {
  const { method, path, parameters, request } = operation;
  return (
    <Chapter id={operation.id} title={operation.summary}>
      <p className="flex flex-wrap items-center gap-2">
        <Tag tone="accent">{method}</Tag>
        <code className="font-mono text-sm break-all">{path}</code>
        <span className="text-ink-2">
          needs the scope <Code>{operation.scope}</Code>
        </span>
      </p>
      <Text>
        <Prose text={operation.description} />
      </Text>
      {parameters.length > 0 ? (
        <FieldsTable
          label={`Parameters of ${operation.summary}`}
          rows={parameters.map((parameter) => ({
            path: parameter.name,
            type: [...typeOf(parameter.schema), { text: `, in the ${parameter.in}` }],
            required: parameter.required,
            limits: [],
            defaultValue: null,
            description: parameter.description,
          }))}
        />
      ) : null}
      {request.length > 0 ? (
        <p>
          Send: <SchemaNames names={request} />
        </p>
      ) : null}
      {callsOf(operation).map(({ title, path: called, body }) => (
        <CodeBlock key={title} title={title} code={curlCommand({ origin, method, path: called, body })} />
      ))}
      <Subtitle>Answers</Subtitle>
      <ResponsesTable label={`Answers of ${operation.summary}`} responses={operation.responses} />
      {firstAnswers(operation.responses).map((name) => (
        <JsonBlock key={name} title={`Answer: ${name}`} value={EXAMPLES[name]} />
      ))}
    </Chapter>
  );
}

function callsOf({ path, request }: OperationView): { title: string; path: string; body?: unknown }[] {
  if (request.length === 0) return [{ title: "Call", path: path.replace("{externalId}", "post-1001") }];
  return request.map((name) => ({ title: `Call with ${name}`, path, body: EXAMPLES[name] }));
}

/** What comes back when all is well, each form once. */
function firstAnswers(responses: readonly ResponseView[]): string[] {
  return [...new Set(responses.filter(({ status }) => status < "300").flatMap(({ schemas }) => schemas))];
}

function ResponsesTable({ label, responses }: { label: string; responses: readonly ResponseView[] }) {
  return (
    <Table label={label} className="rounded-xl border border-line bg-panel">
      <thead>
        <tr>
          <Th>Status</Th>
          <Th>Meaning</Th>
          <Th>Body</Th>
        </tr>
      </thead>
      <tbody>
        {responses.map(({ status, description, schemas }) => (
          <tr key={status}>
            <Td className="font-mono">{status}</Td>
            <Td>
              <Prose text={description} />
            </Td>
            <Td>
              <SchemaNames names={schemas} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function SchemaNames({ names }: { names: readonly string[] }) {
  return names.map((name, index) => (
    <span key={name}>
      {index > 0 ? " or " : ""}
      <SchemaLink name={name} />
    </span>
  ));
}
