import { chromium } from "@playwright/test";
import { chromiumOptions } from "../support/find-chromium.ts";
import { type BenchDocket, quantile } from "./harness.ts";

const DECISIONS = 60;

/** From the key that decides to the next item on the screen, as the page itself measures it. */
export async function measureDesk(docket: BenchDocket): Promise<{ p50: number; p95: number }> {
  const moderator = docket.installation.demo.people.find((person) => person.role === "moderator");
  const browser = await chromium.launch(chromiumOptions());
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, baseURL: docket.url });
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(moderator?.email ?? "");
  await page.getByLabel("Password").fill(moderator?.password ?? "");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/queues/);
  await page.goto("/queues/hate-harassment");
  await page.getByRole("button", { name: /review next/i }).click();
  await page.waitForURL(/cases/);
  const painted = () =>
    page.evaluate(() => performance.getEntriesByName("docket:next-painted").map((entry) => entry.duration));
  for (let n = 0; n < DECISIONS; n++) {
    await page.getByText(/next case ready/i).waitFor();
    await page.keyboard.press("a");
    await page.keyboard.press("Enter");
    await page.waitForFunction(
      (count) => performance.getEntriesByName("docket:next-painted").length > count,
      n,
    );
  }
  const times = await painted();
  await browser.close();
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
}
