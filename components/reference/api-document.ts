import { type JsonSchema, schemaName } from "./json-schema.ts";

interface Body {
  content?: Record<string, { schema: JsonSchema }>;
}
interface DocumentOperation {
  operationId: string;
  summary: string;
  description: string;
  security?: { apiKey: string[] }[];
  parameters?: { name: string; in: string; required: boolean; description: string; schema: JsonSchema }[];
  requestBody?: Body;
  responses: Record<string, Body & { description: string }>;
}

/** As much of OpenAPI 3.1 as the API's description uses. */
export interface ApiDocument {
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, DocumentOperation>>;
  webhooks: Record<string, { post: Omit<DocumentOperation, "operationId"> }>;
  components: { schemas: Record<string, JsonSchema> };
}

export interface OperationView {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  scope: string;
  parameters: NonNullable<DocumentOperation["parameters"]>;
  /** Names of the schemas that a request may have. */
  request: string[];
  responses: ResponseView[];
}

export interface ResponseView {
  status: string;
  description: string;
  schemas: string[];
}

/** Every operation, in the order of the document. */
export function operationsOf(document: ApiDocument): OperationView[] {
  const base = document.servers[0]?.url ?? "";
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: operation.operationId,
      method: method.toUpperCase(),
      path: `${base}${path}`,
      summary: operation.summary,
      description: operation.description,
      scope: operation.security?.[0]?.apiKey[0] ?? "",
      parameters: operation.parameters ?? [],
      request: operation.requestBody ? schemasOf(operation.requestBody) : [],
      responses: responsesOf(operation.responses),
    })),
  );
}

function responsesOf(responses: DocumentOperation["responses"]): ResponseView[] {
  return Object.entries(responses).map(([status, response]) => ({
    status,
    description: response.description,
    schemas: schemasOf(response),
  }));
}

function schemasOf(body: Body): string[] {
  return Object.values(body.content ?? {})
    .flatMap(({ schema }) => schema.oneOf ?? [schema])
    .flatMap((schema) => (schema.$ref ? [schemaName(schema.$ref)] : []));
}
