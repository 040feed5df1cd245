import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { applyMigrations } from "#lib/db/apply-migrations.ts";
import { ruleContentSchema } from "#lib/policy/index.ts";

const MIGRATIONS = "prisma/migrations";
const NAME = `rules_before_${process.pid}`;
const RULES_HAVE_VERSIONS = "20261121150000_rules";

let folder: string;
let admin: Client;
let client: Client;

/** An installation from before rules had versions, with one rule of each kind. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "migrations-"));
  const before = (await readdir(MIGRATIONS)).filter((name) => name < RULES_HAVE_VERSIONS);
  for (const name of before)
    await cp(path.join(MIGRATIONS, name), path.join(folder, name), { recursive: true });
  admin = new Client({ connectionString: inject("postgresUrl") });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${NAME}`);
  const url = new URL(inject("postgresUrl"));
  url.pathname = `/${NAME}`;
  client = new Client({ connectionString: url.toString() });
  await client.connect();
  await applyMigrations(url.toString(), folder);
  const condition = { fact: "reports", operator: "gte", value: 1 };
  const rules = [
    ["asks", true, { kind: "review", queueSlug: "reported", severity: 4, holdsAutomatic: false }],
    ["demands", true, { kind: "review", queueSlug: "care", policyCode: "C-1", holdsAutomatic: true }],
    ["demands by default", true, { kind: "review", queueSlug: "care" }],
    ["off", false, { kind: "hold-automatic" }],
  ] as const;
  for (const [position, [name, enabled, effect]] of rules.entries())
    await client.query(
      "INSERT INTO rules (id, name, position, enabled, condition, effect) VALUES (gen_random_uuid(), $1, $2, $3, $4, $5)",
      [name, position, enabled, condition, effect],
    );
  await applyMigrations(url.toString(), MIGRATIONS);
});

afterAll(async () => {
  await client.end();
  await admin.query(`DROP DATABASE ${NAME} WITH (FORCE)`);
  await admin.end();
  await rm(folder, { recursive: true });
});

it("rules of before become version 1 of each and do what they did", async () => {
  const { rows } = await client.query(
    `SELECT v.name, r.live_version AS live, r.live_since IS NOT NULL AS since, v.version, v.condition, v.actions, v.stop
     FROM rules r JOIN rule_versions v ON v.rule_id = r.id ORDER BY r.position`,
  );
  const hold = { kind: "hold-automatic" };
  expect(rows.map(({ name, live, actions }) => [name, live, actions])).toEqual([
    ["asks", 1, [{ kind: "review", queueSlug: "reported", severity: 4 }]],
    ["demands", 1, [{ kind: "review", queueSlug: "care", policyCode: "C-1" }, hold]],
    ["demands by default", 1, [{ kind: "review", queueSlug: "care" }, hold]],
    ["off", null, [hold]],
  ]);
  for (const { name, condition, actions, stop } of rows)
    expect(() => ruleContentSchema.parse({ name, condition, actions, stop })).not.toThrow();
});
