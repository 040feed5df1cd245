import { afterAll, beforeAll, expect, it } from "vitest";
import { aScorer, aViewer, ingest, installPolicies } from "#e2e/support/builders.ts";
import { judgeItems, type Scorer } from "#lib/content/index.ts";
import { startV2Server } from "#lib/scoring/testing/v2-server.ts";
import { readMetrics } from "./metrics.ts";
import { readServing } from "./read-serving.ts";

let server: Awaited<ReturnType<typeof startV2Server>>;
beforeAll(async () => {
  server = await startV2Server("models");
  process.env.INFERENCE_URL = server.url;
  await installPolicies();
});
afterAll(() => server.close());

it("a fall-back from the inference server shows in the metrics and on the models page", async () => {
  const ids = await ingest({ text: "one" }, { text: "two" });
  const standIn = aScorer({ hate: 0.1 });
  const scorer: Scorer = async (texts) => ({ ...(await standIn(texts)), provider: "cpu-fallback" });
  await judgeItems(ids, scorer, new Date());
  expect(await readMetrics(null)).toContain("docket_scoring_fallbacks 2");

  const lead = await aViewer("lead");
  const serving = await readServing(lead);
  expect(serving.server).toEqual({ address: new URL(server.url).host, ready: true });
  expect(serving.recent).toMatchObject([
    { model: "test-model/1", provider: "cpu", fallback: true, count: 2 },
  ]);
  server.become("broken");
  expect((await readServing(lead)).server?.ready).toBe(false);
  await expect(readServing(await aViewer("moderator"))).rejects.toMatchObject({ kind: "forbidden" });
});
