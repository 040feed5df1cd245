import { randomUUID } from "node:crypto";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { claimCase, signIn, sql, start, visit } from "./support/people.ts";
import { waitingPosts } from "./support/waiting-posts.ts";

/** A queue of this story's own, so that nobody else's claims run into it. */
async function ownQueue(): Promise<{ path: string; id: string }> {
  // Without digits: people jump to cases by typing numbers.
  const slug = `live-${randomUUID().replace(/[^a-f]/g, "")}`;
  const { rows } = await sql<{ id: string }>(
    "INSERT INTO queues (id, slug, name, purpose, sla_minutes, position) VALUES (gen_random_uuid(), $1, $1, 'triage', 60, 900) RETURNING id",
    [slug],
  );
  return { path: `/queues/${slug}`, id: rows[0]?.id ?? "" };
}

/** Posts that people must look at, in this queue; returns their case numbers. */
async function posts(page: Page, queue: { id: string }, count: number): Promise<number[]> {
  const { numbers } = await waitingPosts(page, count);
  await sql("UPDATE cases SET queue_id = $1 WHERE number = ANY ($2)", [queue.id, numbers]);
  return numbers;
}

async function another(browser: Browser, role: "moderator" | "lead", nth = 0): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, role, nth);
  return page;
}

const row = (page: Page, number: number) =>
  page.getByRole("row").filter({ has: page.locator(`a[href="/cases/${number}"]`) });
/** The page is told of changes: nothing it shows comes from asking every few seconds. */
const live = (page: Page) => expect(page.locator('[data-live="live"]').first()).toBeAttached();

test("point 15: I see a new case, who took it and that it is decided, without reloading", async ({
  page,
  browser,
}) => {
  const queue = await ownQueue();
  await signIn(page, "lead");
  await page.goto(queue.path);
  await live(page);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const colleague = await another(browser, "moderator");
  const [number = 0] = await posts(colleague, queue, 1);
  await expect(row(page, number)).toBeVisible();
  await claimCase(colleague, number);
  await expect(row(page, number)).toContainText("Mina Moderator");
  await colleague.keyboard.press("a");
  await colleague.keyboard.press("Enter");
  await expect(row(page, number)).toBeHidden();
  expect(asked.filter((path) => path.endsWith("/events"))).toEqual([]);
  await expectAccessible(page);
  await colleague.context().close();
});

test("point 15: when a lead takes my case over I am told, and my note stays", async ({ page, browser }) => {
  const queue = await ownQueue();
  await signIn(page, "moderator", 1);
  const [number = 0] = await posts(page, queue, 1);
  await claimCase(page, number);
  await page.getByRole("textbox", { name: "Only colleagues" }).fill("Half of a thought");
  const lead = await another(browser, "lead");
  await visit(lead, `/cases/${number}`);
  await lead.getByRole("button", { name: /take over/i }).click();
  await expect(lead.getByRole("button", { name: /extend/i })).toBeVisible();
  await expect(page.getByText(/is not yours any more/i)).toBeVisible();
  await expect(page.getByText("Lena Lead").first()).toBeVisible();
  await page.reload();
  await lead.keyboard.press("s");
  await claimCase(page, number);
  await expect(page.getByRole("textbox", { name: "Only colleagues" })).toHaveValue("Half of a thought");
  await lead.context().close();
});

test("point 15: after an hour asleep in the background the page is right again", async ({
  page,
  browser,
}) => {
  const queue = await ownQueue();
  await signIn(page, "lead");
  const [first = 0, second = 0] = await posts(page, queue, 2);
  await page.goto(queue.path);
  await live(page);
  await expect(row(page, first)).toBeVisible();
  const cdp = await page.context().newCDPSession(page);
  await page.clock.install();
  await cdp.send("Page.setWebLifecycleState", { state: "frozen" });
  const colleague = await another(browser, "moderator", 1);
  await claimCase(colleague, first);
  await colleague.keyboard.press("a");
  await colleague.keyboard.press("Enter");
  await claimCase(colleague, second);
  await cdp.send("Page.setWebLifecycleState", { state: "active" });
  await page.clock.fastForward("01:00:00");
  await expect(row(page, first)).toBeHidden();
  await expect(row(page, second)).toContainText("Max Moderator");
  await live(page);
  await colleague.context().close();
});

test("point 15: without a network the page says so, and catches up when it is back", async ({
  page,
  browser,
}) => {
  const queue = await ownQueue();
  await signIn(page, "lead");
  await page.goto(queue.path);
  await live(page);
  await page.context().setOffline(true);
  // Whatever I press now fails, and the page knows why.
  await page.getByRole("button", { name: /account|Lena/i }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByText("Offline, trying again").first()).toBeVisible();
  const colleague = await another(browser, "moderator");
  const [number = 0] = await posts(colleague, queue, 1);
  await page.context().setOffline(false);
  await live(page);
  await expect(row(page, number)).toBeVisible();
  await expect(page.getByText("Offline, trying again")).toBeHidden();
  await colleague.context().close();
});

test("point 15: ten tabs of one browser share one stream", async ({ page, context }) => {
  let streams = 0;
  context.on("request", (request) => {
    if (request.url().endsWith("/api/console/events")) streams += 1;
  });
  await start(page, "lead");
  await live(page);
  const tabs = await Promise.all(
    Array.from({ length: 9 }, async () => {
      const tab = await context.newPage();
      await tab.goto("/policies");
      return tab;
    }),
  );
  for (const tab of tabs) await live(tab);
  expect(streams).toBe(1);
  // The tab with the stream goes: another takes it up.
  await page.close();
  await expect.poll(() => streams).toBe(2);
  await live(tabs[0] as Page);
});
