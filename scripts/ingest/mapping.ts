import { itemInputSchema } from "#lib/content/schema.ts";
import { IngestFailure } from "./failure.ts";

/** Where a field of the API takes its value from: a path in the line, or a constant. */
export interface FieldRule {
  /** A field of the API: `text`, `account.externalId`, `facts.shares`, … */
  target: string;
  from: { path: string } | { constant: string };
}

type Json = Record<string, unknown>;

const TOP_LEVEL = Object.keys(itemInputSchema.shape);
const PLAIN = TOP_LEVEL.filter((name) => name !== "account" && name !== "facts");
const NESTED = /^(account\.(externalId|createdAt)|(account\.)?facts\.(?!__proto__$).+)$/;

/**
 * Reads one `--map TARGET=PATH` or `--set TARGET=VALUE`.
 * @throws IngestFailure when the target is no field of the API
 */
export function parseFieldRule(option: "map" | "set", text: string): FieldRule {
  const at = text.indexOf("=");
  const [target, value] = [text.slice(0, at), text.slice(at + 1)];
  if (at < 1 || value === "")
    throw new IngestFailure(
      `--${option} ${text}: write it as --${option} FIELD=${option === "map" ? "NAME_IN_FILE" : "VALUE"}.`,
    );
  if (!PLAIN.includes(target) && !NESTED.test(target))
    throw new IngestFailure(
      `--${option} ${text}: "${target}" is no field of the API. Fields: ${PLAIN.join(", ")}, account.externalId, account.createdAt, account.facts.NAME, facts.NAME.`,
    );
  return { target, from: option === "map" ? { path: value } : { constant: value } };
}

/**
 * A line as the API wants it. A line with `externalId` is in the API's own form; else `id`, `text` and
 * `lang` are taken. Then each rule fills its field; a value that is missing or null leaves it out.
 */
export function toItem(line: Json, rules: readonly FieldRule[]): Json {
  const item = Object.hasOwn(line, "externalId") ? nativeFields(line) : defaultFields(line);
  for (const { target, from } of rules) {
    const value = "path" in from ? valueAt(line, from.path) : from.constant;
    const converted = convert(target, value);
    if (converted !== undefined && converted !== null) setField(item, target, converted);
  }
  return item;
}

function nativeFields(line: Json): Json {
  return Object.fromEntries(TOP_LEVEL.filter((name) => Object.hasOwn(line, name)).map((n) => [n, line[n]]));
}

function defaultFields(line: Json): Json {
  const item: Json = {};
  const pairs = { externalId: "id", language: "lang", text: "text" };
  for (const [target, name] of Object.entries(pairs)) {
    const value = convert(target, Object.hasOwn(line, name) ? line[name] : undefined);
    if (value !== undefined && value !== null) item[target] = value;
  }
  return item;
}

/** The member called `path`, or, following its dots, one further in; array members by their number. */
function valueAt(line: Json, path: string): unknown {
  if (Object.hasOwn(line, path)) return line[path];
  let value: unknown = line;
  for (const key of path.split(".")) {
    if (value === null || typeof value !== "object" || !Object.hasOwn(value, key)) return undefined;
    value = (value as Json)[key];
  }
  return value;
}

function setField(item: Json, target: string, value: unknown): void {
  // A fact's name may hold dots itself, so only the known heads are split off.
  const [, head, rest] = target.match(/^(account\.facts|account|facts)\.(.+)$/) ?? [];
  if (!head || !rest) {
    item[target] = value;
    return;
  }
  const path = head.split(".");
  let owner = item;
  // Copied on the way: the line itself stays as it was read.
  for (const key of path) {
    owner[key] = isObject(owner[key]) ? { ...owner[key] } : {};
    owner = owner[key] as Json;
  }
  owner[rest] = value;
}

/** What other systems write differently: ids and times as numbers, numbers as text, media as addresses. */
function convert(target: string, value: unknown): unknown {
  if (/externalId$/i.test(target) && typeof value === "number") return String(value);
  if (/^(postedAt|account\.createdAt)$/.test(target) && typeof value === "number") return isoTime(value);
  if (target === "reach" && typeof value === "string" && value.trim() !== "") return numberOr(value);
  if (target === "language" && typeof value === "string") return oneLanguage(value);
  if (target === "media" && value)
    return [value].flat().map((one) => (typeof one === "string" ? { url: one } : one));
  return value;
}

/** Of several languages nobody says which one this text is in: none is given. */
function oneLanguage(value: string): string | undefined {
  return value === "" || value.includes(",") ? undefined : value.replaceAll("_", "-");
}

/** Seconds since 1970 stay below this until the year 5138; larger numbers are milliseconds. */
const SECONDS_BELOW = 1e11;

function isoTime(value: number): unknown {
  const date = new Date(Math.abs(value) < SECONDS_BELOW ? value * 1000 : value);
  return Number.isNaN(date.getTime()) ? value : date.toISOString();
}

function numberOr(text: string): unknown {
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

function isObject(value: unknown): value is Json {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
