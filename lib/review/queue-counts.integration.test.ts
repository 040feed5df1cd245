import { beforeAll, expect, it, vi } from "vitest";
import { aViewer, installPolicies, openCasesFor } from "#e2e/support/builders.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { listQueues, paintQueues } from "./index.ts";
import type { QueueSummary } from "./queue-schema.ts";

let viewer: Viewer;
beforeAll(async () => {
  await installPolicies();
  viewer = await aViewer("moderator");
  // Only the clock that counts are aged by; it goes on through both tests.
  vi.useFakeTimers({ toFake: ["performance"] });
});

const open = (queues: readonly QueueSummary[]) => queues.reduce((sum, { openCases }) => sum + openCases, 0);
const later = (ms: number) => vi.advanceTimersByTime(ms);

it("a first paint takes the counts of a moment ago at once; newer ones come by themselves, and old ones are not painted", async () => {
  await openCasesFor(1);
  expect(open(await listQueues(viewer))).toBe(1);
  await openCasesFor(2);
  later(3_000);
  expect(open((await paintQueues(viewer)).queues)).toBe(1);
  await expect.poll(async () => open((await paintQueues(viewer)).queues)).toBe(3);
  await openCasesFor(1);
  later(16_000);
  expect(open((await paintQueues(viewer)).queues)).toBe(4);
});

it("who asks for the counts of now is never given older ones than two seconds", async () => {
  const before = open(await listQueues(viewer));
  await openCasesFor(1);
  later(2_001);
  expect(open(await listQueues(viewer))).toBe(before + 1);
});
