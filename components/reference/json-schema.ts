/** As much of JSON Schema (2020-12) as the API's description uses. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  enum?: string[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  additionalProperties?: JsonSchema | boolean;
  required?: string[];
  default?: unknown;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
}

/** A piece of a type as it is read: words, a literal value, or the name of another schema. */
export type TypePart = { text: string } | { code: string } | { schema: string };

export interface FieldRow {
  /** `decisions[].policy.code`: where the field stands in the schema. */
  path: string;
  type: TypePart[];
  required: boolean;
  limits: string[];
  /** As JSON; null when there is none worth telling. */
  defaultValue: string | null;
  description: string;
}

/** The fields of an object, those of objects written into it behind their owner. */
export function fieldsOf(schema: JsonSchema, prefix = ""): FieldRow[] {
  const required = new Set(schema.required);
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = `${prefix}${name}`;
    const inner = innerObject(field);
    return [
      {
        path,
        type: typeOf(field),
        required: required.has(name),
        limits: limitsOf(field),
        defaultValue: field.default === undefined ? null : JSON.stringify(field.default),
        description: field.description ?? "",
      },
      ...(inner ? fieldsOf(inner.schema, `${path}${inner.suffix}.`) : []),
    ];
  });
}

function innerObject(field: JsonSchema): { schema: JsonSchema; suffix: string } | null {
  if (field.properties) return { schema: field, suffix: "" };
  if (field.items?.properties) return { schema: field.items, suffix: "[]" };
  const object = field.anyOf?.find((one) => one.properties);
  return object ? { schema: object, suffix: "" } : null;
}

/** A type in words: `list of Media`, `string or null`, `post, comment or image`. */
export function typeOf(schema: JsonSchema): TypePart[] {
  if (schema.$ref) return [{ schema: schemaName(schema.$ref) }];
  if (schema.enum) return joined(schema.enum.map((value) => [{ code: value }]));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return joined(choices.map(typeOf));
  if (Array.isArray(schema.type)) return joined(schema.type.map((type) => typeOf({ ...schema, type })));
  if (schema.type === "array") return [{ text: "list of " }, ...typeOf(schema.items ?? {})];
  if (schema.type === "object" && typeof schema.additionalProperties === "object")
    return [{ text: "object with values " }, ...typeOf(schema.additionalProperties)];
  return [{ text: plainType(schema) }];
}

function plainType({ type, format }: JsonSchema): string {
  if (format === "date-time") return "time (RFC 3339, with offset)";
  if (format === "uri") return "http(s) address";
  return typeof type === "string" ? type : "anything";
}

function joined(parts: TypePart[][]): TypePart[] {
  return parts.flatMap((part, index) => {
    if (index === 0) return part;
    return [{ text: index === parts.length - 1 ? " or " : ", " }, ...part];
  });
}

function limitsOf(schema: JsonSchema): string[] {
  const limits = [
    range(schema.minLength, schema.maxLength, "characters"),
    range(schema.minItems, schema.maxItems, "entries"),
    range(finite(schema.minimum), finite(schema.maximum), ""),
  ];
  // The patterns of times and addresses are what their type says already.
  if (schema.pattern && !schema.format) limits.push(`matches ${schema.pattern}`);
  return limits.filter((limit) => limit !== null);
}

function range(min: number | undefined, max: number | undefined, unit: string): string | null {
  const words = (text: string) => `${text} ${unit}`.trim();
  const number = (value: number) => value.toLocaleString("en");
  if (min !== undefined && max !== undefined) return words(`${number(min)} to ${number(max)}`);
  if (max !== undefined) return words(`at most ${number(max)}`);
  return min === undefined ? null : words(`at least ${number(min)}`);
}

/** The bounds of what JavaScript can count are no limits of ours. */
function finite(bound: number | undefined): number | undefined {
  return bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER ? bound : undefined;
}

export function schemaName(ref: string): string {
  return ref.slice(ref.lastIndexOf("/") + 1);
}
