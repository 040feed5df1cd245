import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { hears, hydrated, platform, signIn, sql, visit } from "./support/people.ts";

test.describe.configure({ timeout: 240_000 });

const PASSWORD = "a password of one's own 1";
const POSTS = [
  { language: "en", reach: 20, minutesOld: 300, due: -30 },
  { language: "en", reach: 250_000, minutesOld: 55, due: 5 },
  { language: "fa", reach: 0, minutesOld: 10, due: 50 },
  { language: "fa", reach: 4_000, minutesOld: 5, due: 55 },
] as const;

/** A queue of the story's own, made as a lead makes one. */
async function makeQueue(page: Page, name: string, slug: string, order: string): Promise<void> {
  await visit(page, "/settings/queues");
  await page.getByRole("button", { name: "New queue" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Name in English").fill(name);
  await form.getByLabel("Name in Persian").fill(`صف ${name}`);
  await form.getByLabel("Address").fill(slug);
  await form.getByLabel("Order").selectOption(order);
  await form.getByLabel("Decide within, minutes").fill("60");
  await form.getByRole("button", { name: "New queue" }).click();
  await expect(form).toBeHidden();
  await expect(page.getByRole("row", { name: new RegExp(name) })).toBeVisible();
}

/** Posts that wait in that queue; their texts in the order of POSTS. */
async function fillQueue(page: Page, slug: string): Promise<string[]> {
  const send = platform(page.request);
  const posts = POSTS.map((post) => ({ ...post, id: randomUUID() }));
  const textOf = ({ id }: { id: string }) => `subhuman vermin, drive them all out ${id}`;
  for (const post of posts)
    await send.send({ externalId: post.id, text: textOf(post), language: post.language, reach: post.reach });
  for (const { id, minutesOld, due } of posts) {
    await send.untilRouted(id);
    await sql(
      `UPDATE cases SET queue_id = (SELECT id FROM queues WHERE slug = $2), claimed_by_id = NULL, claim_expires_at = NULL,
         created_at = now() - make_interval(mins => $3), due_at = now() + make_interval(mins => $4)
       FROM items i WHERE i.id = cases.item_id AND i.external_id = $1 AND cases.state = 'open' AND purpose = 'triage'`,
      [id, slug, minutesOld, due],
    );
  }
  return posts.map(textOf);
}

/** The texts of the list, first comes first. */
const texts = (page: Page) =>
  page.locator("tbody p").evaluateAll((rows) => rows.map((row) => row.textContent ?? ""));

test("I order my queue by due time, see what is late, and a colleague is given only what they can read", async ({
  page,
  browser,
  baseURL,
}) => {
  const name = `Market ${randomUUID().slice(0, 6)}`;
  const slug = name.toLowerCase().replace(" ", "-");
  await signIn(page, "admin");
  await makeQueue(page, name, slug, "due");
  const [late, soon, persian, other] = await fillQueue(page, slug);

  await visit(page, `/queues/${slug}`);
  await expect(page.getByText("By due time")).toBeVisible();
  await expect(page.getByText("1 overdue")).toBeVisible();
  await expect(page.getByText("1 due soon")).toBeVisible();
  await expect.poll(() => texts(page)).toEqual([late, soon, persian, other]);
  await expect(page.getByRole("navigation").getByText("1 late").first()).toBeVisible();
  await page
    .getByRole("button", { name: /what it is made of/ })
    .first()
    .click();
  await expect(page.getByRole("dialog")).toContainText("Every hour of waiting adds 2 points");
  await page.keyboard.press("Escape");
  await expectAccessible(page);

  // Another order, and the list follows it at once.
  await visit(page, "/settings/queues");
  await page
    .getByRole("row", { name: new RegExp(name) })
    .getByRole("button", { name: "Change" })
    .click();
  await page.getByRole("dialog").getByLabel("Order").selectOption("reach");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expectAccessible(page);
  await visit(page, `/queues/${slug}`);
  await expect.poll(() => texts(page)).toEqual([soon, other, late, persian]);

  // A colleague who reads Persian only, by the page Skills.
  const email = `${randomUUID()}@docket.local`;
  const colleagueName = `Reader ${slug}`;
  const made = await page.request.post("/api/console/people", {
    data: { name: colleagueName, email, password: PASSWORD, roles: ["moderator"] },
  });
  expect(made.status()).toBe(201);
  await visit(page, "/settings/skills");
  await page.getByRole("button", { name: `Skills of ${colleagueName}` }).click();
  await page.getByRole("dialog").getByLabel("Languages").fill("fa");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: new RegExp(colleagueName) })).toContainText("Persian");
  await expectAccessible(page);

  const colleague = await (await browser.newContext({ baseURL: baseURL ?? "" })).newPage();
  await colleague.goto("/sign-in");
  await hydrated(colleague);
  await colleague.getByLabel(/e-mail/i).fill(email);
  await colleague.getByLabel(/password/i).fill(PASSWORD);
  await colleague.getByRole("button", { name: /^sign in/i }).click();
  await colleague.waitForURL("**/queues");
  await visit(colleague, `/queues/${slug}`);
  await colleague.getByRole("button", { name: "Review next" }).click();
  await colleague.waitForURL(/\/cases\/\d+/);
  await expect(colleague.getByRole("article").first()).toContainText(other ?? "");

  // Where nobody at all is given a case, the queue says so.
  await page.route("**/api/console/queues", async (route) => {
    const answer = (await (await route.fetch()).json()) as { queues: { slug: string; gaps: unknown[] }[] };
    for (const queue of answer.queues)
      if (queue.slug === slug) queue.gaps = [{ kind: "language", value: "fa", count: 12 }];
    await route.fulfill({ json: answer });
  });
  await visit(page, `/queues/${slug}`);
  await page.locator('[data-live="live"], [data-live="polling"]').first().waitFor({ state: "attached" });
  // A change in the queue is told to the page, which then asks for the queues anew.
  await sql(
    `UPDATE cases SET claimed_by_id = NULL, claimed_at = NULL, claim_expires_at = NULL, version = version + 1
     WHERE claimed_by_id IS NOT NULL AND queue_id = (SELECT id FROM queues WHERE slug = $1)`,
    [slug],
  );
  const alarm = page.getByRole("alert", { name: "Cases nobody is given" });
  await expect(alarm).toContainText("12 cases wait for a language nobody here reads: Persian");
  await alarm.getByRole("button", { name: "Show them" }).click();
  await expect(page).toHaveURL(/language=fa/);
  await expect.poll(() => texts(page)).toHaveLength(2);
});

test("I filter my queue by what counts, keep the view, and review within it", async ({ page }) => {
  const name = `Stream ${randomUUID().slice(0, 6)}`;
  const slug = name.toLowerCase().replace(" ", "-");
  await signIn(page, "admin");
  await makeQueue(page, name, slug, "age");
  const [late, soon, persian, other] = await fillQueue(page, slug);
  await visit(page, `/queues/${slug}`);
  await expect.poll(() => texts(page)).toEqual([late, soon, persian, other]);

  // By keys alone: F to the filters, along to the languages, down to Persian.
  await hears(page, "list.filter");
  await page.keyboard.press("f");
  await expect(page.getByRole("button", { name: "State" })).toBeFocused();
  for (let nth = 0; nth < 3; nth++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const languages = page.getByRole("dialog", { name: "Language" });
  await expect(languages.getByLabel(/English\s*2/)).toBeVisible();
  await languages.getByLabel(/Persian\s*2/).focus();
  await page.keyboard.press("Space");
  await expect(page).toHaveURL(/language=fa/);
  await page.keyboard.press("Escape");
  await expect.poll(() => texts(page)).toEqual([persian, other]);
  await expect(page.getByRole("status").filter({ hasText: "2 cases" })).toBeVisible();

  // Another facet counts under it, and its own values count without it.
  await page.getByRole("button", { name: "Reach", exact: true }).click();
  await page
    .getByRole("dialog", { name: "Reach" })
    .getByLabel(/1K to 10K views\/h\s*1/)
    .check();
  await page.keyboard.press("Escape");
  await expect.poll(() => texts(page)).toEqual([other]);
  await expectAccessible(page);

  // The view opens with the queue from now on; the address says what it is.
  await page.getByRole("button", { name: "Views", exact: true }).click();
  await page.getByLabel("Keep this filter as").fill("Persian, seen");
  await page.getByLabel("Share it with everyone in this queue").check();
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  await page.getByRole("button", { name: "Open this queue with Persian, seen" }).click();
  await expect(page.getByRole("button", { name: "Open this queue with Persian, seen" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expectAccessible(page);
  await visit(page, `/queues/${slug}`);
  await expect(page).toHaveURL(/language=fa&reach=1000/);
  await expect.poll(() => texts(page)).toEqual([other]);

  await page.getByRole("button", { name: "Review next" }).click();
  await page.waitForURL(/\/cases\/\d+\?language=fa&reach=1000/);
  await expect(page.getByRole("article").first()).toContainText(other ?? "");
  await expect(page.getByText("filtered", { exact: true })).toBeVisible();

  // Back, and a chip comes off.
  await visit(page, `/queues/${slug}`);
  await page.getByRole("button", { name: /^Take off Reach/ }).click();
  await expect.poll(() => texts(page)).toEqual([persian, other]);
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect.poll(() => texts(page)).toEqual([late, soon, persian, other]);
});
