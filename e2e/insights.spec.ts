import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import type { CaseView } from "#lib/review/schema.ts";
import { ConsoleSession } from "./bench/console-session.ts";
import { demo, start } from "./support/people.ts";

const JUDGED = 6;

async function axe(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** A moderator judges some of the random sample; every second one violates. */
async function judgeSamples(baseURL: string): Promise<CaseView[]> {
  const person = demo().people.find(({ role }) => role === "moderator");
  const session = await ConsoleSession.signIn(baseURL, person?.email ?? "", person?.password ?? "");
  const seen: CaseView[] = [];
  for (let n = 0; n < JUDGED; n++) {
    const { case: view } = await session.post<{ case: CaseView }>("/api/console/queues/prevalence/claim", {
      exclude: [],
    });
    seen.push(view);
    await session.post(`/api/console/cases/${view.number}/decision`, {
      version: view.version,
      ...(n % 2 === 0
        ? {
            action: "remove",
            policyCode: view.policies.find(({ allowedActions }) => allowedActions.includes("remove"))?.code,
          }
        : { action: "allow", policyCode: null }),
    });
  }
  return seen;
}

test("a lead reads the figures, narrows them in the address, sees the cases behind one, and exports", async ({
  page,
  baseURL,
}) => {
  const blind = await judgeSamples(baseURL ?? "");
  expect(blind.every((view) => view.blind && view.signals.length === 0 && view.reasons.length === 0)).toBe(
    true,
  );

  await start(page, "lead");
  await page.getByRole("link", { name: "Insights" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Is the platform getting safer?");
  const figures = page.getByLabel("The figures");
  await expect(figures).toContainText(/n \d+/);

  await page.getByLabel("Count by").selectOption("posts");
  await expect(page).toHaveURL(/by=posts/);
  const prevalence = figures.locator("div").filter({ hasText: "Prevalence, by posts" });
  await expect(prevalence).toContainText(/\d+(\.\d+)?%/);
  await expect(prevalence).toContainText(/to .+ · n \d+/);
  await expect(page.getByRole("img", { name: /Prevalence by week/ })).toBeVisible();
  expect(await axe(page)).toEqual([]);

  await page.getByText("The numbers behind the chart").click();
  await expect(page.getByRole("table").first().getByRole("row")).toHaveCount(13);
  await page.getByLabel("Window").selectOption("4");
  await expect(page).toHaveURL(/weeks=4/);
  await expect(page.getByRole("row", { name: /Week of/ })).toBeVisible();

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const csv = await readFile(await (await download).path(), "utf8");
  expect(csv).toMatch(/^figure,unit,policy,week,value,low_95,high_95,n,from,to,time_zone\r\n/);
  expect(csv).toMatch(/prevalence by posts,share,,,0?\.?\d+/);

  await prevalence.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Judged posts of the random sample");
  await expect(page.getByRole("link", { name: /^Case \d/ }).first()).toBeVisible();
  expect(await axe(page)).toEqual([]);
});

test("whoever may not read insights is told so, and has no link to it", async ({ page }) => {
  await start(page, "moderator");
  await expect(page.getByRole("link", { name: "Insights" })).toHaveCount(0);
  await page.goto("/insights");
  await expect(page.getByLabel("The figures")).toHaveCount(0);
});

test("/api/metrics reads as Prometheus text, with counts and no content", async ({ request }) => {
  const response = await request.get("/api/metrics");
  expect(response.headers()["content-type"]).toContain("version=0.0.4");
  const text = await response.text();
  expect(text).toMatch(/^docket_items\{state="(allowed|actioned|in_review)"\} \d+$/m);
  expect(text).toMatch(/^docket_prevalence_samples\{state="(waiting|judged)"\} \d+$/m);
});
