import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aScorer, aViewer, ingest, installPolicies } from "#e2e/support/builders.ts";
import { aPictureServer } from "#e2e/support/picture-server.ts";
import { judgeItems, reconsiderItems } from "#lib/content/index.ts";
import { db } from "#lib/db/index.ts";
import { fetchItemMedia, hashImage, mediaStorage } from "#lib/media/index.ts";
import {
  createBank,
  exportHashes,
  importHashes,
  listBanks,
  reportFalsePositive,
  setHashEnabled,
  updateBank,
} from "./manage-banks.ts";

const SCAM =
  "Congratulations, you have won a brand new phone! Send your address and a small fee to claim it today.";

let server: Awaited<ReturnType<typeof aPictureServer>>;
let lead: Awaited<ReturnType<typeof aViewer>>;
let photograph: Buffer;
beforeAll(async () => {
  await installPolicies();
  lead = await aViewer("lead");
  const square = (size: number, background: string) =>
    sharp({ create: { width: size, height: size, channels: 3, background } })
      .png()
      .toBuffer();
  photograph = await sharp({ create: { width: 320, height: 240, channels: 3, background: "#567" } })
    .composite([
      { input: await square(90, "#fff"), left: 20, top: 30 },
      { input: await square(60, "#000"), left: 200, top: 20 },
      { input: await square(110, "#fa0"), left: 150, top: 110 },
      { input: await square(40, "#0af"), left: 60, top: 170 },
      { input: await square(30, "#fff"), left: 260, top: 190 },
    ])
    .jpeg()
    .toBuffer();
  server = await aPictureServer({
    "/copy.webp": { type: "image/webp", body: await sharp(photograph).resize(250).flop().webp().toBuffer() },
    "/same.jpg": { type: "image/jpeg", body: photograph },
  });
});
afterAll(() => server.close());

let count = 0;
async function aBank(kind: "pdq" | "sha256" | "text", signal: string, threshold: number, lines: string) {
  const slug = `${kind}-${++count}`;
  const { id } = await createBank(lead, { name: slug, slug, kind, signal, threshold });
  const result = await importHashes(lead, id, lines);
  return { id, slug, result };
}
const sets = (itemId: string, slug: string) =>
  db().signalSet.findMany({ where: { itemId, source: `bank:${slug}` } });

describe("known content", () => {
  it("a near copy of a known text gives the bank's signal before any model speaks", async () => {
    const { slug } = await aBank(
      "text",
      "spam",
      0.7,
      `${JSON.stringify({ text: SCAM, note: "phone scam" })}\n`,
    );
    const [copy = "", other = ""] = await ingest(
      { text: SCAM.toUpperCase().replace("TODAY", "BY FRIDAY") },
      { text: "Where can I buy a phone in this town? Mine fell into the river yesterday evening." },
    );
    await judgeItems([copy, other], aScorer({ spam: 0.01 }), new Date());
    expect(await sets(copy, slug)).toMatchObject([{ provider: null, values: { spam: 1 } }]);
    expect(await sets(other, slug)).toEqual([]);
    expect((await db().item.findUniqueOrThrow({ where: { id: copy } })).state).not.toBe("allowed");
    expect(await db().knownMatch.count({ where: { itemId: copy } })).toBe(1);
  });

  it("a mirrored, smaller, recompressed picture is recognised, the same file exactly", async () => {
    const { hash, quality, sha256 } = await hashImage(photograph);
    expect(quality).toBeGreaterThan(50);
    const near = await aBank("pdq", "sexual", 31, `hash,note\n${hash},"a, known one"\n`);
    const exact = await aBank("sha256", "violence", 0, sha256.toUpperCase());
    const [copy = "", same = ""] = await ingest(
      { media: [{ url: server.url("/copy.webp") }] },
      { media: [{ url: server.url("/same.jpg") }] },
    );
    await judgeItems([copy, same], aScorer({}), new Date());
    for (const id of [copy, same])
      await fetchItemMedia(id, { storage: mediaStorage(), scorer: null }, new Date());
    expect(await sets(copy, near.slug)).toMatchObject([{ values: { sexual: 1 } }]);
    expect(await sets(copy, exact.slug)).toEqual([]);
    expect(await sets(same, exact.slug)).toMatchObject([{ values: { violence: 1 } }]);
    await reconsiderItems([copy], new Date());
    expect((await db().item.findUniqueOrThrow({ where: { id: copy } })).state).toBe("in_review");
  });

  it("a reviewer's false positive is counted and listed once, and its hash can be turned off", async () => {
    const text =
      "Our river festival opens at noon with lanterns, boats, music and bread from the old bakery.";
    const { id, slug } = await aBank("text", "spam", 0.8, JSON.stringify({ text }));
    const [first = ""] = await ingest({ text });
    await judgeItems([first], aScorer({ hate: 0.8 }), new Date());
    const { hashId } = await db().knownMatch.findFirstOrThrow({ where: { itemId: first } });
    const { number } = await db().case.findFirstOrThrow({ where: { itemId: first } });
    const reviewer = await aViewer("moderator");
    for (let press = 0; press < 2; press++) await reportFalsePositive(reviewer, hashId, number, new Date());
    const listed = await listBanks(lead);
    expect(listed.banks.find((bank) => bank.id === id)).toMatchObject({ matches: 1, falsePositives: 1 });
    expect(listed.matches[0]).toMatchObject({ hashId, caseNumber: number, reportedBy: reviewer.name });
    expect(await db().auditEntry.count({ where: { action: "known_match.false_positive" } })).toBe(1);

    await setHashEnabled(lead, hashId, false);
    const [second = ""] = await ingest({ text: `${text} ` });
    await judgeItems([second], aScorer({}), new Date());
    expect(await sets(second, slug)).toEqual([]);
  });

  it("a bank turned off is not matched; one with a nearer threshold matches less", async () => {
    const text =
      "Every evening the old ferryman tells the children the same story of the drowned village bells.";
    const { id, slug } = await aBank("text", "spam", 0.6, JSON.stringify({ text }));
    const judge = async (suffix: string) => {
      const [item = ""] = await ingest({ text: text + suffix });
      await judgeItems([item], aScorer({}), new Date());
      return (await sets(item, slug)).length;
    };
    expect(await judge(" It is long, and nobody minds.")).toBe(1);
    await updateBank(lead, id, { threshold: 1 });
    expect(await judge(" It is long, and nobody minds!!")).toBe(0);
    await updateBank(lead, id, { threshold: 0.6, enabled: false });
    expect(await judge(" It is long, and nobody minds?")).toBe(0);
  });

  it("an export is an import elsewhere; lines that are none are named and leave the rest alone", async () => {
    const hash = (digit: string) => digit.repeat(64);
    const { id, result } = await aBank(
      "pdq",
      "sexual",
      31,
      `hash,note\n${hash("a")},=danger\nzz\n\n${hash("a")}\n${hash("b")}\n`,
    );
    expect(result).toEqual({
      added: 2,
      known: 1,
      refused: [{ line: 3, reason: expect.stringContaining("64") }],
    });
    for (const format of ["csv", "jsonl"] as const) {
      const file = (await Array.fromAsync(exportHashes(lead, id, format))).join("");
      const again = await aBank("pdq", "sexual", 31, file);
      expect(again.result).toMatchObject({ added: 2, refused: [] });
      if (format === "csv") expect(file).toContain("'=danger");
    }
  });

  it("moderators may not manage banks, and a threshold must fit its kind", async () => {
    const moderator = await aViewer("moderator");
    await expect(listBanks(moderator)).rejects.toMatchObject({ kind: "forbidden" });
    const { id } = await aBank("pdq", "sexual", 31, "");
    await expect(updateBank(lead, id, { threshold: 48 })).rejects.toMatchObject({ kind: "invalid" });
    await expect(
      createBank(lead, { name: "x", slug: "text-1", kind: "pdq", signal: "spam", threshold: 31 }),
    ).rejects.toMatchObject({ kind: "conflict" });
  });
});
