import { beforeAll, describe, expect, it } from "vitest";
import {
  AUTOMATIC_SIGNALS,
  aLimitedViewer,
  aScorer,
  aViewer,
  ingest,
  installPolicies,
} from "#e2e/support/builders.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { judgeItems } from "#lib/content/index.ts";
import { db } from "#lib/db/index.ts";
import { claimCase, decideCase, getCase } from "#lib/review/index.ts";
import { createPolicy, moveDraft, openDraft, saveDraft } from "./edit-policy.ts";
import { getPolicy, listPolicies } from "./list-policies.ts";
import { policiesInForce, retiredPolicyOfCase } from "./load-in-force.ts";
import { type PolicyContent, policyContentSchema } from "./policy-content.ts";
import { publishPolicy, retirePolicy } from "./publish-policy.ts";

let author: Viewer;
let other: Viewer;

beforeAll(async () => {
  await installPolicies();
  [author, other] = [await aViewer("lead"), await aViewer("lead")];
});

/** What the version in force says, as the editor would send it back. */
async function contentOf(code: string): Promise<PolicyContent> {
  const version = (await getPolicy(author, code)).versions[0];
  const shape = new Set(Object.keys(policyContentSchema.shape));
  return policyContentSchema.parse(
    Object.fromEntries(Object.entries(version ?? {}).filter(([key]) => shape.has(key))),
  );
}

/** A draft of a policy, saved by `author` with these changes and handed in. */
async function inReview(code: string, changes: Partial<PolicyContent>): Promise<number> {
  const { revision } = await openDraft(author, code);
  const saved = await saveDraft(author, code, {
    revision,
    note: "because",
    content: { ...(await contentOf(code)), ...changes },
  });
  return (await moveDraft(author, code, { revision: saved.revision, to: "in_review", note: "" })).revision;
}

const inForce = async (code: string) => (await policiesInForce(db())).find((policy) => policy.code === code);

describe("the way of a version", () => {
  it("a draft changes nothing until it is published, and is then what routing asks", async () => {
    const revision = await inReview("P-1", { title: "Coarse words" });
    expect(await inForce("P-1")).toMatchObject({ version: 1 });
    await publishPolicy(other, "P-1", { revision });
    expect(await inForce("P-1")).toMatchObject({ version: 2, title: "Coarse words" });
    const { trail, versions } = await getPolicy(author, "P-1");
    expect(trail.map(({ action, by }) => [action, by])).toEqual([
      ["policy.published", other.name],
      ["policy.submitted", author.name],
      ["policy.draft_saved", author.name],
      ["policy.draft_opened", author.name],
    ]);
    expect(versions[0]).toMatchObject({ note: "because", authors: [author.name], publishedBy: other.name });
  });

  it("four eyes: who wrote in it does not publish it, unless nobody else could", async () => {
    const revision = await inReview("B-2", { severity: 3 });
    await expect(publishPolicy(author, "B-2", { revision })).rejects.toMatchObject({
      kind: "forbidden",
      extra: { reason: "four_eyes" },
    });
    await db().user.update({ where: { id: other.userId }, data: { active: false } });
    try {
      await publishPolicy(author, "B-2", { revision });
    } finally {
      await db().user.update({ where: { id: other.userId }, data: { active: true } });
    }
    const { trail } = await getPolicy(author, "B-2");
    expect(trail[0]).toMatchObject({ action: "policy.published", data: { alone: true } });
  });

  it("a draft that was not handed in, and one sent back, cannot be published", async () => {
    const { revision } = await openDraft(author, "X-1");
    await expect(publishPolicy(other, "X-1", { revision })).rejects.toMatchObject({ kind: "conflict" });
    const handedIn = await inReview("X-1", {});
    const back = await moveDraft(other, "X-1", { revision: handedIn, to: "draft", note: "say more" });
    await expect(publishPolicy(other, "X-1", back)).rejects.toMatchObject({ kind: "conflict" });
    await moveDraft(author, "X-1", { revision: back.revision, to: "discarded", note: "" });
    expect((await openDraft(author, "X-1")).version).toBe(3);
  });

  it("of two editors at one revision the second hears of the first, and nothing is overwritten", async () => {
    const { revision } = await openDraft(author, "V-1");
    const content = await contentOf("V-1");
    const outcomes = await Promise.allSettled(
      [author, other].map((viewer) =>
        saveDraft(viewer, "V-1", { revision, note: "", content: { ...content, title: viewer.name } }),
      ),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = outcomes.find((outcome) => outcome.status === "rejected");
    const winner = (await getPolicy(author, "V-1")).versions[0]?.title;
    expect(lost?.reason).toMatchObject({
      kind: "conflict",
      extra: { reason: "edited", by: winner, revision: 2 },
    });
  });

  it("ten who publish at once publish once", async () => {
    const revision = await inReview("S-1", { severity: 3 });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => publishPolicy(other, "S-1", { revision })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db().policyVersion.count({ where: { policy: { code: "S-1" } } })).toBe(2);
  });

  it("ten who open a draft at once share one", async () => {
    const drafts = await Promise.all(Array.from({ length: 10 }, () => openDraft(author, "C-1")));
    expect(new Set(drafts.map(({ version }) => version)).size).toBe(1);
  });

  it("a new policy speaks only once it is published; its code is its own", async () => {
    const content = { ...(await contentOf("P-1")), title: "Raids" };
    const created = await createPolicy(author, { code: "R-1", note: "", content });
    expect(await inForce("R-1")).toBeUndefined();
    await expect(createPolicy(author, { code: "R-1", note: "", content })).rejects.toMatchObject({
      kind: "conflict",
    });
    const { revision } = await moveDraft(author, "R-1", { ...created, to: "in_review", note: "" });
    await publishPolicy(other, "R-1", { revision });
    expect(await inForce("R-1")).toMatchObject({ title: "Raids" });
  });

  it("a right that ends at one policy edits and publishes no other, nor sees its drafts", async () => {
    const limited = await aLimitedViewer("lead", { policies: ["S-1"] });
    await openDraft(author, "H-1");
    await openDraft(limited, "S-1");
    await expect(openDraft(limited, "H-1")).rejects.toMatchObject({ kind: "forbidden" });
    await expect(publishPolicy(limited, "H-1", { revision: 1 })).rejects.toMatchObject({ kind: "forbidden" });
    const states = async (code: string) =>
      (await getPolicy(limited, code)).versions.map(({ state }) => state);
    expect(await states("H-1")).not.toContain("draft");
    expect(await states("S-1")).toContain("draft");
  });

  it("drafts are for those who may edit; a moderator sees what is published", async () => {
    await openDraft(author, "H-1");
    const seen = await listPolicies(await aViewer("moderator"));
    expect(seen.flatMap(({ versions }) => versions.map(({ state }) => state))).not.toContain("draft");
    await expect(openDraft(await aViewer("moderator"), "H-1")).rejects.toMatchObject({ kind: "forbidden" });
  });
});

describe("invariant 9: what was published changes no more", () => {
  it("not even by whoever holds the connection, and neither does a policy go away", async () => {
    const version = await db().policyVersion.findFirstOrThrow({ where: { policy: { code: "H-2" } } });
    await expect(
      db().policyVersion.update({ where: { id: version.id }, data: { severity: 1 } }),
    ).rejects.toThrow(/append-only/);
    await expect(db().policy.delete({ where: { code: "H-2" } })).rejects.toThrow();
  });

  it("a decision keeps the version and thresholds it was made under, whatever is published later", async () => {
    const [before = ""] = await ingest({ language: "en" });
    await judgeItems([before], aScorer(AUTOMATIC_SIGNALS), new Date());
    const was = await inForce("S-1");
    const revision = await inReview("S-1", {
      thresholds: { automatic: 0.999, review: 0.6, languages: { en: { automatic: 0.99, review: 0.2 } } },
    });
    await publishPolicy(other, "S-1", { revision });
    const [after = ""] = await ingest({ language: "en" });
    await judgeItems([after], aScorer(AUTOMATIC_SIGNALS), new Date());
    const decisions = await db().decision.findMany({
      where: { itemId: { in: [before, after] } },
      include: { policyVersion: true },
      orderBy: { createdAt: "asc" },
    });
    expect(decisions.map(({ policyVersion }) => policyVersion?.version)).toEqual([
      was?.version,
      (was?.version ?? 0) + 1,
    ]);
    expect(decisions.map(({ inForce }) => inForce)).toMatchObject([
      { thresholds: was?.thresholds },
      { thresholds: { languages: { en: { automatic: 0.99 } } } },
    ]);
  });
});

describe("thresholds per language", () => {
  it("route what is judged from the moment they are published", async () => {
    const revision = await inReview("H-2", {
      thresholds: { automatic: null, review: 0.9, languages: { fa: { automatic: null, review: 0.3 } } },
    });
    await publishPolicy(other, "H-2", { revision });
    const ids = await ingest({ language: "en" }, { language: "fa" }, { language: "fa-IR" }, {});
    await judgeItems(ids, aScorer({ hate: 0.5 }), new Date());
    const items = await db().item.findMany({ where: { id: { in: ids } }, orderBy: { id: "asc" } });
    expect(items.map(({ state }) => state)).toEqual(["allowed", "in_review", "in_review", "allowed"]);
  });
});

describe("a retired policy", () => {
  it("speaks no more, and the cases that name it are decided under its last version", async () => {
    const moderator = await aViewer("moderator");
    const [item = ""] = await ingest({ language: "en" });
    await judgeItems([item], aScorer({ sexual: 0.7 }), new Date());
    const { number } = await db().case.findFirstOrThrow({ where: { itemId: item } });
    await retirePolicy(other, "X-1", { retired: true, reason: "merged into another" });
    await expect(openDraft(author, "X-1")).rejects.toMatchObject({ kind: "conflict" });
    expect(await inForce("X-1")).toBeUndefined();

    await claimCase(moderator, number, 1);
    const view = await getCase(moderator, number);
    expect(view.policies.map(({ code }) => code)).toContain("X-1");
    const request = {
      version: view.version,
      action: "remove",
      policyCode: "X-1",
      rationale: "",
      reveals: 0,
    } as const;
    await decideCase(moderator, number, request);
    const decision = await db().decision.findFirstOrThrow({
      where: { itemId: item },
      include: { policyVersion: { include: { policy: true } } },
    });
    expect(decision.policyVersion).toMatchObject({ version: 1, policy: { code: "X-1" } });

    await retirePolicy(other, "X-1", { retired: false, reason: "needed after all" });
    expect(await inForce("X-1")).toMatchObject({ version: 1 });
  });

  it("cannot be cited on a case that was opened for another", async () => {
    await retirePolicy(other, "P-1", { retired: true, reason: "too small" });
    const [item = ""] = await ingest({ language: "en" });
    await judgeItems([item], aScorer({ sexual: 0.8 }), new Date());
    const { number } = await db().case.findFirstOrThrow({ where: { itemId: item } });
    expect(await retiredPolicyOfCase(db(), number, "P-1")).toBeNull();
    expect(await retiredPolicyOfCase(db(), number, "X-1")).toBeNull();
  });
});
