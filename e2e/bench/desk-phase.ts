import { type Browser, chromium, type Page } from "@playwright/test";
import { chromiumOptions } from "../support/find-chromium.ts";
import { scriptBytes } from "../support/script-bytes.ts";
import { type BenchDocket, quantile } from "./harness.ts";

const DECISIONS = 60;

/** From the key that decides to the next item on the screen, as the page itself measures it. */
export async function measureDesk(docket: BenchDocket): Promise<{ p50: number; p95: number }> {
  const { browser, page } = await openDesk(docket);
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

/** Signs in as the moderator that the start made, and reviews the next case of a queue. */
async function openDesk(docket: BenchDocket): Promise<{ browser: Browser; page: Page }> {
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
  return { browser, page };
}

/** What a reviewer presses on one case, apart from deciding it. */
const PRESSED = ["m", "r", "1", "a", "n", "x", "Escape", "Shift+Slash", "Escape"];
const ROUNDS = 12;
/** The browser tells of no interaction below this, milliseconds: such a one counts as this long. */
const LEAST_TOLD = 16;

/** From pressing to the next frame, for every key of a reviewer's round, and the weight of the desk's scripts. */
export async function measureInteractions(docket: BenchDocket): Promise<{ p95: number; scriptKb: number }> {
  const { browser, page } = await openDesk(docket);
  const { bytes } = await scriptBytes(page);
  await page.getByRole("article").first().waitFor();
  await page.evaluate((least) => {
    const told = new Map<number, number>();
    Object.assign(window, { told });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as PerformanceEventTiming[]) {
        const id = entry.interactionId;
        if (id) told.set(id, Math.max(told.get(id) ?? 0, entry.duration));
      }
    }).observe({ type: "event", durationThreshold: least, buffered: false } as PerformanceObserverInit);
  }, LEAST_TOLD);
  let pressed = 0;
  for (let round = 0; round < ROUNDS; round++) {
    await page.getByText(/next case ready/i).waitFor();
    const before = page.url();
    for (const key of [...PRESSED, "a", "Enter"]) {
      await page.keyboard.press(key);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
      pressed += 1;
    }
    await page.waitForURL((address) => address.href !== before);
  }
  const told = await page.evaluate(() => [
    ...(window as unknown as { told: Map<number, number> }).told.values(),
  ]);
  await browser.close();
  const untold = Array.from({ length: Math.max(0, pressed - told.length) }, () => LEAST_TOLD);
  return { p95: quantile([...told, ...untold], 0.95), scriptKb: bytes / 1000 };
}
