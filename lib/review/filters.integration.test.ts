import { beforeAll, describe, expect, it } from "vitest";
import { aViewer, installPolicies } from "#e2e/support/builders.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { REACH_BOUNDS } from "./case-filter.ts";
import {
  claimNext,
  countFacets,
  createView,
  decideCase,
  deleteView,
  escalateCase,
  listViews,
  readDefaultView,
  releaseClaim,
  setDefaultView,
  undoDecision,
} from "./index.ts";
import { ALLOW, aQueue, fill, type Given, listed } from "./testing.ts";

let lead: Viewer;
beforeAll(async () => {
  await installPolicies();
  lead = await aViewer("lead");
});

describe("saved views", () => {
  it("are one's own or shared by a lead, and one opens the queue", async () => {
    const slug = await aQueue(lead);
    const [mine, other] = [await aViewer("moderator"), await aViewer("moderator")];
    const filter = { language: ["fa"] };
    const { id } = await createView(mine, slug, { name: "Persian", filter, shared: false });
    await expect(createView(mine, slug, { name: "Persian", filter, shared: false })).rejects.toMatchObject({
      kind: "conflict",
    });
    await expect(createView(mine, slug, { name: "All", filter, shared: true })).rejects.toMatchObject({
      kind: "forbidden",
    });
    const shared = await createView(lead, slug, { name: "For all", filter, shared: true });
    expect((await listViews(other, slug)).map(({ name }) => name)).toEqual(["For all"]);
    await expect(setDefaultView(other, slug, id)).rejects.toMatchObject({ kind: "not_found" });
    await setDefaultView(other, slug, shared.id);
    expect(await readDefaultView(other, slug)).toEqual({ language: "fa" });
    await expect(deleteView(other, id)).rejects.toMatchObject({ kind: "not_found" });
    await deleteView(lead, shared.id);
    expect(await readDefaultView(other, slug)).toBeNull();
  });
});

describe("filters that count", () => {
  it("each value counts under the filters of the others, and the list agrees", async () => {
    const slug = await aQueue(lead);
    await fill(slug, [
      { language: "fa", policyCode: "hate", reach: 5 },
      { language: "fa", policyCode: "spam", reach: 500_000 },
      { language: "en", policyCode: "spam", reach: 150 },
      { policyCode: "spam", hoursAgo: 30 },
    ]);
    const { total, facets } = await countFacets(lead, slug, { language: ["fa"], policy: ["spam"] });
    expect(total).toBe(1);
    expect(facets.language).toEqual([
      { value: "-", count: 1 },
      { value: "en", count: 1 },
      { value: "fa", count: 1 },
    ]);
    expect(facets.policy).toEqual([
      { value: "hate", count: 1 },
      { value: "spam", count: 1 },
    ]);
    expect(facets.reach).toEqual([{ value: "100000", count: 1 }]);
    expect(facets.reason).toEqual([{ value: "signal:spam", count: 1 }]);
    expect(await listed(lead, slug, { language: "fa", policy: "spam" })).toHaveLength(1);
    // A value that is chosen stays, though it counts none.
    const none = await countFacets(lead, slug, { policy: ["nudity"] });
    expect(none.facets.policy).toContainEqual({ value: "nudity", count: 0 });
    const next = await claimNext(await aViewer("moderator"), slug, [], { age: ["24"] });
    expect(next?.item.language ?? null).toBeNull();
    expect((await countFacets(lead, slug, { state: ["claimed"] })).total).toBe(1);
  });

  it("the database's bands of reach are the filter's", async () => {
    const [row] = await db().$queryRaw<{ source: string }[]>`
      SELECT pg_get_functiondef('case_profile'::regproc) AS source`;
    expect(row?.source).toContain(`ARRAY[${REACH_BOUNDS.join(", ")}]`);
  });

  it("counts are right under load: while cases are claimed, decided, escalated and opened, and at rest equal the list", async () => {
    const slug = await aQueue(lead);
    const given: Given[] = Array.from({ length: 60 }, (_, at) => ({
      language: ["en", "fa", "de"][at % 3] ?? "en",
      policyCode: ["hate", "spam"][at % 2] ?? "hate",
      reach: 10 ** (at % 6),
      hoursAgo: at % 5,
    }));
    await fill(slug, given);
    const work = Array.from({ length: 8 }, async (_, at) => {
      const viewer = await aViewer("moderator");
      for (let nth = 0; nth < 5; nth++) {
        const held = await claimNext(viewer, slug, []);
        if (!held) return;
        if (nth === 1) await releaseClaim(viewer, held.number, held.version);
        else if (nth === 2) await escalateCase(viewer, held.number, held.version, "look");
        else if (nth < 4 || at % 2 === 0) {
          const { decisionId } = await decideCase(viewer, held.number, { ...ALLOW, version: held.version });
          if (nth === 3 && decisionId) await undoDecision(viewer, decisionId);
        }
      }
    });
    const watching = Array.from({ length: 12 }, async () => {
      const { total, facets } = await countFacets(lead, slug, {});
      // All counts are of one moment: every facet of single values adds up to the total.
      for (const facet of ["state", "due", "policy", "language", "reach", "age"] as const)
        expect(facets[facet].reduce((sum, row) => sum + row.count, 0)).toBe(total);
    });
    await Promise.all([...work, ...watching, fill(slug, given.slice(0, 10))]);
    const { total, facets } = await countFacets(lead, slug, {});
    expect(await listed(lead, slug, { limit: 100 })).toHaveLength(total);
    expect(total).toBe(await db().case.count({ where: { state: "open", queue: { slug } } }));
    for (const facet of ["state", "policy", "language", "source", "reason", "reach"] as const)
      for (const { value, count } of facets[facet])
        expect([value, await listed(lead, slug, { limit: 100, [facet]: encodeURIComponent(value) })]).toEqual(
          [value, expect.objectContaining({ length: count })],
        );
  });
});
