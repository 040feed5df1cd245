import { spawn } from "node:child_process";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { aViewer, installPolicies, openCasesFor } from "#e2e/support/builders.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { db, inTransaction } from "#lib/db/index.ts";
import { claimCase, claimNext, getCase } from "#lib/review/index.ts";
import { LiveHub } from "./hub.ts";
import { publish } from "./index.ts";
import type { LiveMessage } from "./message.ts";

const QUEUE = "hate-harassment";

beforeAll(installPolicies);

/** Somebody who listens, and what they are told. */
async function listen(hub: LiveHub, viewer: Viewer, after: string | null = null) {
  const heard: LiveMessage[] = [];
  const waiting: (() => void)[] = [];
  const listener = {
    viewer: () => viewer,
    tell: (_id: string, messages: LiveMessage[]) => {
      heard.push(...messages);
      for (const wake of waiting.splice(0)) wake();
    },
    end: () => undefined,
  };
  const hello = await hub.join(listener, after);
  leaving.push(() => hub.leave(listener));
  return {
    heard,
    hello,
    until: async (fits: (message: LiveMessage) => boolean) => {
      while (!heard.some(fits)) await new Promise<void>((resolve) => waiting.push(resolve));
      return heard.find(fits);
    },
  };
}
const leaving: (() => void)[] = [];
afterEach(() => {
  for (const leave of leaving.splice(0)) leave();
});

describe("live updates", () => {
  it("a case that is opened and claimed is told to who may see its queue", async () => {
    const { until } = await listen(new LiveHub(), await aViewer("lead"));
    const [caseNumber] = await openCasesFor(1);
    await until(({ topic, queue }) => topic === "queue" && queue === QUEUE);
    await claimNext(await aViewer("moderator"), QUEUE, []);
    expect(await until(({ topic }) => topic === "case")).toMatchObject({ queue: QUEUE, caseNumber });
  });

  it("a claim that is taken over is told to the person who lost it, and to nobody else", async () => {
    const [holder, lead] = [await aViewer("moderator"), await aViewer("lead")];
    const hub = new LiveHub();
    const [mine, theirs] = [await listen(hub, holder), await listen(hub, lead)];
    const [caseNumber = 0] = await openCasesFor(1);
    const held = await claimCase(holder, caseNumber, (await getCase(holder, caseNumber)).version);
    await claimCase(lead, caseNumber, held.version);
    expect(await mine.until(({ topic }) => topic === "claim_lost")).toMatchObject({ caseNumber });
    expect(theirs.heard.some(({ topic }) => topic === "claim_lost")).toBe(false);
  });

  it("what another process commits is heard, and what it rolls back is not", async () => {
    const { until, heard } = await listen(new LiveHub(), await aViewer("lead"));
    await inTransaction(async (tx) => {
      await publish(tx, { topic: "area", area: "never" });
      throw new Error("rolled back");
    }).catch(() => undefined);
    const script = `
      const { inTransaction, db } = await import("#lib/db/index.ts");
      const { publish } = await import("#lib/live/index.ts");
      await inTransaction((tx) => publish(tx, { topic: "area", area: "from-elsewhere" }));
      await db().$disconnect();`;
    const other = spawn(process.execPath, ["--input-type=module", "-e", script], {
      env: process.env,
      stdio: "inherit",
    });
    expect(await new Promise((resolve) => other.once("exit", resolve))).toBe(0);
    await until(({ area }) => area === "from-elsewhere");
    expect(heard.some(({ area }) => area === "never")).toBe(false);
  });

  it("who comes back is told what they missed, or that they must read anew", async () => {
    const viewer = await aViewer("lead");
    const hub = new LiveHub();
    const stays = await listen(hub, viewer);
    const { hello } = await listen(hub, viewer);
    await inTransaction((tx) => publish(tx, { topic: "area", area: "meanwhile" }));
    await stays.until(({ area }) => area === "meanwhile");
    const back = await listen(hub, viewer, hello.id);
    expect(back.hello.missed).toEqual([{ topic: "area", area: "meanwhile" }]);
    const first = await listen(hub, viewer, "another-process.4");
    expect(first.hello.missed).toBeNull();
  });

  it("a browser between two pages, the only one there is, misses nothing", async () => {
    const viewer = await aViewer("lead");
    const hub = new LiveHub();
    const { hello } = await listen(hub, viewer);
    for (const leave of leaving.splice(0)) leave();
    await inTransaction((tx) => publish(tx, { topic: "area", area: "between" }));
    await expect.poll(() => hub.position).not.toBe(hello.id);
    const back = await listen(hub, viewer, hello.id);
    expect(back.hello.missed).toEqual([{ topic: "area", area: "between" }]);
  });

  it("a broken connection ends the streams, and the next one listens again", async () => {
    const viewer = await aViewer("lead");
    const hub = new LiveHub();
    const ended = new Promise<void>((resolve) => {
      void hub
        .join({ viewer: () => viewer, tell: () => undefined, end: resolve }, null)
        .then(
          () =>
            db()
              .$executeRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()`,
        );
    });
    await ended;
    const { until } = await listen(hub, viewer);
    await inTransaction((tx) => publish(tx, { topic: "area", area: "again" }));
    await until(({ area }) => area === "again");
  });
});
