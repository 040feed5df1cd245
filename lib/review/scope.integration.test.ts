import { beforeAll, describe, expect, it } from "vitest";
import { aLimitedViewer, aViewer, installPolicies, openCasesFor } from "#e2e/support/builders.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { db, Prisma } from "#lib/db/index.ts";
import { search, searchQuerySchema } from "#lib/search/index.ts";
import {
  caseScope,
  claimCase,
  claimNext,
  decideCase,
  escalateCase,
  findByName,
  getCase,
  handOver,
  listCases,
  listColleagues,
  listQueues,
} from "./index.ts";

const QUEUE = "hate-harassment";
const NOT_THERE = { kind: "not_found" };

beforeAll(installPolicies);

const limited = (limits: Parameters<typeof aLimitedViewer>[1]) => aLimitedViewer("moderator", limits);

async function policyOf(caseNumber: number): Promise<string> {
  return (await db().case.findUniqueOrThrow({ where: { number: caseNumber } })).policyCode ?? "";
}

describe("a right that ends at some queues", () => {
  it("shows no other queue, and none of its cases, by list, by number or by claiming", async () => {
    const [number = 0] = await openCasesFor(1);
    const viewer = await limited({ queues: ["care"] });
    expect((await listQueues(viewer)).map(({ slug }) => slug)).toEqual(["care"]);
    await expect(
      listCases(viewer, QUEUE, { limit: 50, cursor: undefined, filter: {} }),
    ).rejects.toMatchObject(NOT_THERE);
    await expect(claimNext(viewer, QUEUE, [])).rejects.toMatchObject(NOT_THERE);
    await expect(getCase(viewer, number)).rejects.toMatchObject(NOT_THERE);
    await expect(claimCase(viewer, number, 1)).rejects.toMatchObject(NOT_THERE);
    await expect(escalateCase(viewer, number, 1, "up")).rejects.toMatchObject(NOT_THERE);
    const allow = { version: 1, action: "allow", policyCode: null, rationale: "", reveals: 0 } as const;
    await expect(decideCase(viewer, number, allow)).rejects.toMatchObject(NOT_THERE);
    expect((await findByName(viewer, String(number))).cases).toEqual([]);
    const found = await search(viewer, searchQuerySchema.parse({ q: String(number) }));
    expect(found).toMatchObject({ exact: { caseNumber: null, items: [] }, hits: [] });
    const anybody = await aViewer("moderator");
    expect((await findByName(anybody, String(number))).cases).toHaveLength(1);
    expect((await search(anybody, searchQuerySchema.parse({ q: String(number) }))).exact.caseNumber).toBe(
      number,
    );
  });

  it("lets work go on within them", async () => {
    await openCasesFor(1);
    const viewer = await limited({ queues: [QUEUE] });
    expect(await claimNext(viewer, QUEUE, [])).not.toBeNull();
  });
});

describe("a right that ends at some policies", () => {
  it("passes over the cases of others when claiming, counting and listing", async () => {
    const [number = 0] = await openCasesFor(1);
    const viewer = await limited({ policies: ["NO-SUCH"] });
    expect(await claimNext(viewer, QUEUE, [])).toBeNull();
    expect((await listCases(viewer, QUEUE, { limit: 50, cursor: undefined, filter: {} })).cases).toEqual([]);
    expect((await listQueues(viewer)).find(({ slug }) => slug === QUEUE)?.openCases).toBe(0);
    const sees = await limited({ policies: [await policyOf(number)] });
    expect(
      (await listCases(sees, QUEUE, { limit: 50, cursor: undefined, filter: {} })).cases.length,
    ).toBeGreaterThan(0);
  });

  it("offers and takes no decision under another policy", async () => {
    const [number = 0] = await openCasesFor(1);
    const code = await policyOf(number);
    const viewer = await limited({ policies: [code] });
    const seen = await getCase(viewer, number);
    expect(seen.policies.map((policy) => policy.code)).toEqual([code]);
    const held = await claimCase(viewer, number, seen.version);
    const other = (await db().policy.findFirstOrThrow({ where: { code: { not: code } } })).code;
    const remove = { version: held.version, action: "remove", rationale: "", reveals: 0 } as const;
    await expect(decideCase(viewer, number, { ...remove, policyCode: other })).rejects.toMatchObject({
      kind: "forbidden",
    });
    expect((await decideCase(viewer, number, { ...remove, policyCode: code })).decisionId).not.toBeNull();
  });
});

it("a case is handed over only to somebody who may see it", async () => {
  const [number = 0] = await openCasesFor(1);
  const giver = await aViewer("moderator");
  const [outside, inside] = [await limited({ queues: ["care"] }), await limited({ queues: [QUEUE] })];
  const held = await claimCase(giver, number, (await getCase(giver, number)).version);
  const offered = (await listColleagues(giver, number)).map(({ id }) => id);
  expect(offered).toContain(inside.userId);
  expect(offered).not.toContain(outside.userId);
  await expect(handOver(giver, number, held.version, outside.userId)).rejects.toMatchObject({
    kind: "invalid",
  });
  expect((await handOver(giver, number, held.version, inside.userId)).claim?.userId).toBe(inside.userId);
});

it("a statement over many cases can ask the same, in one condition", async () => {
  await openCasesFor(2);
  const count = async (viewer: Viewer) => {
    const rows = await db().$queryRaw<{ n: bigint }[]>`
      SELECT count(*) AS n FROM cases c WHERE ${caseScope(viewer, "cases:read", Prisma.sql`c`)}`;
    return Number(rows[0]?.n);
  };
  const all = await count(await aViewer("moderator"));
  expect(all).toBeGreaterThan(1);
  expect(await count(await limited({ queues: [QUEUE] }))).toBeLessThanOrEqual(all);
  expect(await count(await limited({ queues: ["care"], policies: ["NO-SUCH"] }))).toBe(0);
  expect(await count(await aViewer("annotator"))).toBe(0);
});
