import { execFileSync, spawnSync } from "node:child_process";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { openApiDocument } from "#app/api/v1/openapi.ts";
import { appealInputSchema, appealReceiptSchema } from "#lib/appeals/schema.ts";
import {
  accountInputSchema,
  ingestBatchResultSchema,
  ingestResultSchema,
  itemInputSchema,
  itemStateSchema,
  itemViewSchema,
  mediaInputSchema,
  reportInputSchema,
  reportResultSchema,
} from "#lib/content/schema.ts";
import { enforcementPayloadSchema } from "#lib/enforcement/schema.ts";
import { ACTIONS } from "#lib/policy/schema.ts";
import { statementSchema } from "#lib/statements/schema.ts";
import { type ApiDocument, operationsOf } from "./api-document.ts";
import { curlCommand } from "./curl-command.ts";
import { EXAMPLES } from "./examples.ts";
import { fieldsOf } from "./json-schema.ts";
import { VERIFY_IN_NODE, VERIFY_IN_PYTHON } from "./verify-webhook-code.ts";
import { ACTION_WORDS, STATES } from "./words.ts";

const document = openApiDocument() as ApiDocument;

describe("the API's description, as the reference reads it", () => {
  it("names every operation with its scope, and no schema that is not there", () => {
    const operations = operationsOf(document);
    expect(operations.map(({ method, path, scope }) => `${method} ${path} ${scope}`)).toEqual([
      "POST /api/v1/content content:write",
      "POST /api/v1/reports reports:write",
      "GET /api/v1/items/{externalId} items:read",
      "POST /api/v1/appeals appeals:write",
    ]);
    const known = Object.keys(document.components.schemas);
    for (const { request, responses } of operations)
      for (const name of [...request, ...responses.flatMap(({ schemas }) => schemas)])
        expect(known).toContain(name);
  });

  it("tells types, limits and defaults of fields, also of those inside others", () => {
    const row = (schema: string, path: string) =>
      fieldsOf(document.components.schemas[schema] ?? {}).find((field) => field.path === path);
    expect(row("Item", "externalId")).toMatchObject({ required: true, limits: ["1 to 200 characters"] });
    expect(row("Item", "kind")).toMatchObject({ defaultValue: '"post"', required: false });
    expect(row("Item", "media")).toMatchObject({
      type: [{ text: "list of " }, { schema: "Media" }],
      limits: ["at most 20 entries"],
    });
    expect(row("Item", "postedAt")).toMatchObject({
      type: [{ text: "time (RFC 3339, with offset)" }],
      limits: [],
    });
    expect(row("ItemState", "revision")?.limits).toEqual([]);
    expect(row("ItemState", "decisions[].policy.code")?.type).toEqual([{ text: "string" }]);
    expect(row("Webhook", "data.decision.reverses")?.type).toEqual([
      { text: "string" },
      { text: " or " },
      { text: "null" },
    ]);
  });
});

describe("examples", () => {
  const schemas: Record<string, z.ZodType> = {
    Account: accountInputSchema,
    Media: mediaInputSchema,
    Item: itemInputSchema,
    Report: reportInputSchema,
    IngestResult: ingestResultSchema,
    IngestBatchResult: ingestBatchResultSchema,
    ReportResult: reportResultSchema,
    ItemState: itemViewSchema,
    Webhook: enforcementPayloadSchema,
    StatementOfReasons: statementSchema,
    Appeal: appealInputSchema,
    AppealReceipt: appealReceiptSchema,
  };

  it("there is one for each schema", () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual(Object.keys(document.components.schemas).sort());
  });

  it("each is what its schema takes, in full", () => {
    for (const [name, schema] of Object.entries(schemas))
      expect(schema.parse(EXAMPLES[name])).toEqual(EXAMPLES[name]);
  });

  it("a shell reads the call as it is meant", () => {
    const command = curlCommand({
      origin: "http://x",
      method: "POST",
      path: "/p",
      body: { text: "it's $HOME" },
    });
    const shell = `curl() { printf '%s\\n' "$@"; }; DOCKET_API_KEY=k; ${command}`;
    const printed = execFileSync("bash", ["-c", shell], { encoding: "utf8" });
    expect(printed).toBe(
      '-X\nPOST\nhttp://x/p\n-H\nAuthorization: Bearer k\n-H\nContent-Type: application/json\n-d\n{\n  "text": "it\'s $HOME"\n}\n',
    );
  });

  it("every state and every action is explained", () => {
    expect(STATES.map(([state]) => state).sort()).toEqual([...itemStateSchema.options].sort());
    expect(ACTION_WORDS.map(([action]) => action)).toEqual(ACTIONS);
  });
});

const SECRET = `whsec_${Buffer.from("a secret of the endpoint, 32 bytes").toString("base64")}`;
const BODY = JSON.stringify(EXAMPLES.Webhook);
const SENT_AT = new Date("2026-03-01T09:31:41Z");
const NOW = SENT_AT.getTime() / 1000;
const HEADERS = {
  "webhook-id": "msg_1",
  "webhook-timestamp": String(NOW),
  "webhook-signature": new Webhook(SECRET).sign("msg_1", SENT_AT, BODY),
};

const FORGERIES = {
  "another body": { body: BODY.replace("remove", "allow") },
  "another secret": { secret: `whsec_${Buffer.from("another").toString("base64")}` },
  "another id": { headers: { ...HEADERS, "webhook-id": "msg_2" } },
  "a message of ten minutes ago": { now: NOW + 600 },
  "no signature": { headers: { ...HEADERS, "webhook-signature": "" } },
  "no headers": { headers: {} },
};
const message = { secret: SECRET, headers: HEADERS as Record<string, string>, body: BODY, now: NOW };

describe("the code that verifies a webhook", () => {
  it("in Node: takes what was signed, refuses every forgery", async () => {
    const { verifyWebhook } = await import(
      /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(VERIFY_IN_NODE)}`
    );
    const verify = (m: typeof message) => verifyWebhook(m.secret, m.headers, Buffer.from(m.body), m.now);
    expect(verify(message)).toEqual(EXAMPLES.Webhook);
    expect(verify({ ...message, headers: twoSignatures() })).toEqual(EXAMPLES.Webhook);
    for (const [name, forgery] of Object.entries(FORGERIES))
      expect(() => verify({ ...message, ...forgery }), name).toThrow(/signature|signed/);
  });

  const python = spawnSync("python3", ["--version"]).status === 0;
  it.skipIf(!python)(
    "in Python: takes what was signed, refuses every forgery (skipped without python3)",
    // A Python is started for every forgery: seconds on a busy machine.
    { timeout: 30_000 },
    () => {
      const verify = (m: typeof message) => {
        const call = `import sys\nm = json.load(sys.stdin)\nprint(json.dumps(verify_webhook(m["secret"], m["headers"], m["body"].encode(), m["now"])))`;
        const { status, stdout } = spawnSync("python3", ["-c", `${VERIFY_IN_PYTHON}\n${call}`], {
          input: JSON.stringify(m),
          encoding: "utf8",
        });
        return status === 0 ? JSON.parse(stdout) : null;
      };
      expect(verify(message)).toEqual(EXAMPLES.Webhook);
      expect(verify({ ...message, headers: twoSignatures() })).toEqual(EXAMPLES.Webhook);
      for (const [name, forgery] of Object.entries(FORGERIES))
        expect(verify({ ...message, ...forgery }), name).toBeNull();
    },
  );
});

/** While a secret is exchanged for another a message carries a signature of each. */
function twoSignatures(): Record<string, string> {
  return { ...HEADERS, "webhook-signature": `v1,AAAA ${HEADERS["webhook-signature"]}` };
}
