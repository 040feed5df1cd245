import { beforeAll, describe, expect, it } from "vitest";
import {
  aScorer,
  aViewer,
  ingest,
  installPolicies,
  openCasesFor,
  REVIEW_SIGNALS,
} from "#e2e/support/builders.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { judgeItems } from "#lib/content/index.ts";
import { db } from "#lib/db/index.ts";
import { claimCase, decideCase, getCase, readThread } from "#lib/review/index.ts";
import { addNote, listAccountItems, pinNote, readAccount, readContext } from "./index.ts";

let viewer: Viewer;
beforeAll(async () => {
  await installPolicies();
  viewer = await aViewer("moderator");
});

const anId = () => `author-${crypto.randomUUID()}`;

describe("team notes", () => {
  it("stay as they were written, with who and when, pinned ones first, in every case of the account", async () => {
    const externalId = anId();
    const [one = 0, other = 0] = await openCasesFor(2, { account: { externalId } });
    await addNote(viewer, externalId, { text: "Quotes others to mock them.", pinned: true });
    const { notes } = await addNote(viewer, externalId, { text: "Wrote to support.", pinned: false });
    expect(notes.map(({ text, pinned }) => [text, pinned])).toEqual([
      ["Quotes others to mock them.", true],
      ["Wrote to support.", false],
    ]);
    for (const number of [one, other])
      expect((await readContext(viewer, number)).account?.notes).toEqual(notes);
    await pinNote(viewer, notes[0]?.id ?? "", { pinned: false });
    expect((await readAccount(viewer, externalId)).notes[0]).toMatchObject({
      text: "Wrote to support.",
      authorName: viewer.name,
    });
    await expect(
      db().accountNote.update({ where: { id: notes[0]?.id ?? "" }, data: { text: "other" } }),
    ).rejects.toThrow(/append-only/);
    const entries = await db().auditEntry.findMany({
      where: { subject: `account:${externalId}` },
      orderBy: { sequence: "asc" },
    });
    expect(entries.map(({ action }) => action)).toEqual([
      "account.noted",
      "account.noted",
      "account.note_unpinned",
    ]);
  });

  it("are not for annotators", async () => {
    const annotator = await aViewer("annotator");
    expect(() => addNote(annotator, anId(), { text: "x", pinned: false })).toThrow(/permission|may/i);
  });
});

describe("the page of an account", () => {
  it("lists items page by page, the newest first, with what stands on each, and decisions with their appeals", async () => {
    const externalId = anId();
    const ids = await ingest(
      ...Array.from({ length: 28 }, (_, n) => ({
        externalId: `${externalId}-${n}`,
        text: `post ${n} of ${externalId}`,
        account: { externalId, facts: { automationRisk: 0.18, followers: 12 } },
      })),
    );
    await judgeItems(ids.slice(0, 1), aScorer(REVIEW_SIGNALS), new Date());
    const { number } = await db().case.findFirstOrThrow({ where: { itemId: ids[0] ?? "" } });
    const held = await claimCase(viewer, number, (await getCase(viewer, number)).version);
    await decideCase(viewer, number, {
      version: held.version,
      action: "limit_reach",
      hours: 24,
      measures: [{ action: "warn", hours: null }],
      policyCode: "H-2",
    });
    const account = await readAccount(viewer, externalId);
    expect(account).toMatchObject({ itemCount: 28, automationRisk: 0.18 });
    expect(account.decisions).toHaveLength(1);
    expect(account.decisions[0]).toMatchObject({ action: "limit_reach", hours: 24, caseNumber: number });
    expect(account.items.items).toHaveLength(25);
    const rest = await listAccountItems(viewer, externalId, account.items.nextCursor ?? "");
    expect(rest.nextCursor).toBeNull();
    const all = [...account.items.items, ...rest.items];
    expect(new Set(all.map((item) => item.externalId)).size).toBe(28);
    expect(all.find((item) => item.standing)).toMatchObject({
      externalId: `${externalId}-0`,
      state: "actioned",
      standing: { action: "limit_reach", measures: [{ action: "warn", hours: null }], policyCode: "H-2" },
    });
    await expect(listAccountItems(viewer, externalId, "nowhere")).rejects.toMatchObject({ kind: "invalid" });
  });
});

it("the thread is read from the post outwards, a page at a time, and no post twice", async () => {
  const thread = `thread-${crypto.randomUUID()}`;
  const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString();
  const ids = await ingest(
    ...Array.from({ length: 40 }, (_, n) => ({
      externalId: `${thread}-${n}`,
      text: `reply ${n}`,
      threadExternalId: thread,
      postedAt: at(n),
      account: { externalId: `talker-${n % 3}` },
    })),
  );
  await ingest({
    externalId: `${thread}-20`,
    text: "reply 20, edited",
    threadExternalId: thread,
    postedAt: at(20),
  });
  const own = ids[20] ?? "";
  await judgeItems([own], aScorer(REVIEW_SIGNALS), new Date());
  const { number } = await db().case.findFirstOrThrow({ where: { itemId: own } });
  const first = await readThread(viewer, number, {});
  expect(first.posts).toHaveLength(31);
  expect(first.posts[15]).toMatchObject({ isThis: true, text: "reply 20, edited" });
  const before = await readThread(viewer, number, { before: first.before ?? "" });
  const after = await readThread(viewer, number, { after: first.after ?? "" });
  expect([before.before, after.after]).toEqual([null, null]);
  const read = [...before.posts, ...first.posts, ...after.posts].map(({ externalId }) => externalId);
  expect(read).toEqual(Array.from({ length: 40 }, (_, n) => `${thread}-${n}`));
});
