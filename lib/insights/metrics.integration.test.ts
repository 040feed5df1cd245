import { beforeAll, expect, it } from "vitest";
import { AUTOMATIC_SIGNALS, aScorer, ingest, installPolicies, openCasesFor } from "#e2e/support/builders.ts";
import { judgeItems } from "#lib/content/index.ts";
import { readMetrics } from "./index.ts";

process.env.METRICS_TOKEN = "a token for scrapers";

beforeAll(installPolicies);

it("tells what there is, in the Prometheus format, with no content; and only to who has the token", async () => {
  await openCasesFor(2, { text: "words that must not be told" });
  const acted = await ingest({ text: "buy" }, { text: "buy more" });
  await judgeItems(acted, aScorer(AUTOMATIC_SIGNALS), new Date());
  await ingest({ text: "waiting" });

  const text = await readMetrics("Bearer a token for scrapers");
  expect(text).toContain('docket_items{state="actioned"} 2');
  expect(text).toContain('docket_items{state="pending"} 1');
  expect(text).toContain('docket_cases_open{queue="hate-harassment"} ');
  expect(text).toContain('docket_cases_open{queue="prevalence"} 0');
  expect(text).toContain('docket_decisions_total{source="automation",action="remove"} 2');
  expect(text).toContain('docket_enforcements{state="dead"} 0');
  expect(text).toMatch(/docket_jobs\{kind="judge-item",state="created"\} \d+/);
  expect(text).toContain(
    'docket_scoring_latency_seconds{model="test-model/1",provider="cpu",quantile="0.99"} 0.0005',
  );
  expect(text).toContain("docket_scoring_fallbacks 0");
  expect(text).toMatch(/process_resident_memory_bytes \d+/);
  expect(text).not.toContain("must not be told");
  for (const line of text.trim().split("\n"))
    expect(line).toMatch(/^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[^}]*\})? [-+0-9.e]+)$/);

  for (const header of [null, "Bearer wrong", "a token for scrapers"])
    await expect(readMetrics(header)).rejects.toMatchObject({ kind: "unauthenticated" });
});
