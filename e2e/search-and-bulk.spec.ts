import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { caseNumberOf, hears, platform, signIn, sql, start, visit } from "./support/people.ts";
import { aReceiver } from "./support/receiver.ts";

test.describe.configure({ timeout: 240_000 });

/** A word that no other post holds, so that each story finds its own posts and no others. */
const ownWord = () => `zq${randomUUID().replaceAll("-", "").slice(0, 10)}`;

/** Pictures of what the stories show, to be looked at, where a folder for them is named. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.STORY_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}

/** Light insults: brought to people, and mild enough to be decided together. */
async function insults(
  request: Parameters<typeof platform>[0],
  word: string,
  count: number,
): Promise<string[]> {
  const send = platform(request);
  const ids = Array.from({ length: count }, (_, n) => `bulk-${word}-${n}`);
  for (const [n, externalId] of ids.entries())
    await send.send({
      externalId,
      text: `you are such a stupid idiot, ${word}, what a pathetic moron you are ${n}`,
      language: "en",
      surface: "comments",
      account: { externalId: `author-${word}` },
    });
  for (const id of ids) await send.untilRouted(id);
  // Whatever the model reads into the word: a mild case is what these stories are about.
  await sql(
    `UPDATE cases c SET severity = 3, policy_code = 'B-2' FROM items i
     WHERE i.id = c.item_id AND i.external_id = ANY ($1) AND c.purpose = 'triage'`,
    [ids],
  );
  return ids;
}

test("16: I find posts by their words, a phrase, the author or an id, and narrow them down", async ({
  page,
  request,
}) => {
  const word = ownWord();
  const send = platform(request);
  await send.send({
    externalId: `s-${word}-1`,
    text: `They were galloping away, ${word}`,
    language: "en",
    account: { externalId: `a-${word}` },
  });
  await send.send({ externalId: `s-${word}-2`, text: `كتاب‌هاي ${word} را مي‌خواهم`, language: "fa" });
  await send.send({ externalId: `s-${word}-3`, text: `<b>gallop</b> ${word} & more`, language: "en" });
  for (const n of [1, 2, 3]) await send.untilRouted(`s-${word}-${n}`);

  await start(page, "moderator");
  await page.keyboard.press("/");
  await page.waitForURL("**/search");
  await expect(page.getByRole("heading", { name: "Search everything that came in" })).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type(`gallops ${word}`);
  await page.keyboard.press("Enter");
  const results = page.getByRole("region", { name: "Items found" });
  await expect(results.getByRole("listitem")).toHaveCount(2);
  await expect(results.locator("mark", { hasText: "galloping" })).toBeVisible();
  await expect(results.getByText("<b>gallop</b>")).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`q=gallops\\+${word}`));
  await expectAccessible(page);
  await picture(page, "search");

  await page.getByLabel("Words, a quoted phrase").fill(`"were galloping away" ${word}`);
  await page.keyboard.press("Enter");
  await expect(results.getByRole("listitem")).toHaveCount(1);
  await page.getByLabel("Words, a quoted phrase").fill(`می‌خواهم ${word}`);
  await page.keyboard.press("Enter");
  await expect(results.locator("mark", { hasText: "مي‌خواهم" })).toBeVisible();
  await page.getByLabel("Words, a quoted phrase").fill(word);
  await page.keyboard.press("Enter");
  await expect(results.getByRole("listitem")).toHaveCount(3);
  await page.getByLabel("Account", { exact: true }).fill(`a-${word}`);
  await page.keyboard.press("Enter");
  await expect(results.getByRole("listitem")).toHaveCount(1);

  await visit(page, `/search?q=s-${word}-1`);
  const exact = page.getByRole("region", { name: "Exactly this" });
  await expect(exact).toContainText(`s-${word}-1`);
  await visit(page, `/search?q=a-${word}`);
  await exact.getByRole("link", { name: "Show its items" }).click();
  await expect(results.getByRole("listitem")).toHaveCount(1);
});

test("16: from one post I find those like it, and somebody without the right reads why not", async ({
  page,
  request,
}) => {
  const word = ownWord();
  const [first = ""] = await insults(request, word, 3);
  await signIn(page, "moderator");
  await visit(page, `/search?q=${first}`);
  await page.getByRole("region", { name: "Exactly this" }).getByRole("link", { name: "Similar" }).click();
  const results = page.getByRole("region", { name: "Items found" });
  await expect(results.getByText(`bulk-${word}-1`)).toBeVisible();
  await expect(results.getByText(/\d+% alike/).first()).toBeVisible();
  await picture(page, "similar");
  await visit(page, "/search?similar=no-such-post");
  await expect(page.getByRole("heading", { name: "This item has nothing to compare" })).toBeVisible();

  await page.context().clearCookies();
  await signIn(page, "annotator");
  await page.goto("/search");
  await expect(page.getByRole("heading", { name: "Not yours to open" })).toBeVisible();
});

test("7 and 6: I choose many by keys, see what would happen, decide them as one, and take it back as one", async ({
  page,
  request,
}) => {
  const word = ownWord();
  await insults(request, word, 4);
  await signIn(page, "lead");
  await visit(page, `/search?q=${word}`);
  await page.getByRole("link", { name: "Decide in bulk" }).click();
  const grid = page.getByRole("list", { name: "Items to choose from" });
  await expect(grid.getByRole("checkbox")).toHaveCount(4);
  await hears(page, "grid.all");
  await page.keyboard.press("a");
  await expect(page.getByText("4 of 4 chosen")).toBeVisible();
  await page.keyboard.press("Shift+A");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(page.getByText("3 of 4 chosen")).toBeVisible();
  await page.keyboard.press("x");
  await expect(page.getByText("2 of 4 chosen")).toBeVisible();
  await page.keyboard.press("x");
  await page.keyboard.press("2");
  await page.keyboard.press("p");
  await page.getByLabel("Policy").selectOption("B-2");
  await page.getByLabel("Rationale, for the author and the audit").fill("the same insult again and again");
  await expect(page.getByText("3 cases decided")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "bulk");
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(/\/bulk\/\d+$/);
  await expect(page.getByText("3 decided")).toBeVisible();
  const undo = page.getByRole("button", { name: /Undo all/ });
  await expect(undo).toContainText(/\d+s/);
  await picture(page, "bulk-done");
  await undo.click();
  await expect(page.getByText("3 taken back unheard")).toBeVisible();
  await expectAccessible(page);
  await picture(page, "bulk-undone");
});

test("7: what is decided one by one, or is in a colleague's hands, is left out and says so", async ({
  page,
  request,
  browser,
  baseURL,
}) => {
  const word = ownWord();
  const [mild = ""] = await insults(request, word, 2);
  const send = platform(request);
  const severe = `bulk-${word}-severe`;
  await send.send({
    externalId: severe,
    text: `these vermin should all be driven out of our country, ${word}, every single one of them is subhuman`,
    language: "en",
  });
  await send.untilRouted(severe);
  const colleague = await browser.newPage({ baseURL: baseURL ?? "" });
  await signIn(colleague, "moderator");
  const number = await caseNumberOf(mild);
  const { version } = (await (await colleague.request.get(`/api/console/cases/${number}`)).json()) as {
    version: number;
  };
  await colleague.request.post(`/api/console/cases/${number}/claim`, { data: { version } });

  await signIn(page, "lead");
  await visit(page, `/bulk?from=search&q=${word}`);
  const card = (id: string) => page.getByRole("listitem").filter({ hasText: id });
  await expect(card(severe).getByText("decided one by one")).toBeVisible();
  await expect(card(severe).getByRole("checkbox")).toBeDisabled();
  await expect(card(mild).getByText(/in hand of/)).toBeVisible();
  await expect(async () => {
    await page.keyboard.press("a");
    await expect(page.getByText("1 of 1 chosen")).toBeVisible({ timeout: 2000 });
  }).toPass();
  await picture(page, "bulk-refused");
  await colleague.close();

  await page.context().clearCookies();
  await signIn(page, "moderator");
  await page.goto("/bulk?from=search&q=x");
  await expect(page.getByRole("heading", { name: "Not yours to open" })).toBeVisible();
});

test("6: my decisions say what undoing means by now: unheard at first, a reversal once the platform was told", async ({
  page,
  request,
}) => {
  const receiver = await aReceiver();
  const word = ownWord();
  const [first = ""] = await insults(request, word, 1);
  await signIn(page, "admin");
  const { id } = (await (
    await page.request.post("/api/console/webhooks", { data: { url: receiver.url } })
  ).json()) as { id: string };
  const number = await caseNumberOf(first);
  const post = async (path: string, data: object) => (await page.request.post(path, { data })).json();
  const { version } = await (await page.request.get(`/api/console/cases/${number}`)).json();
  const held = (await post(`/api/console/cases/${number}/claim`, { version })) as { version: number };
  await post(`/api/console/cases/${number}/decision`, {
    version: held.version,
    action: "remove",
    policyCode: "B-2",
    rationale: "an insult",
    reveals: 0,
  });
  await visit(page, "/decisions");
  const row = page
    .getByRole("row")
    .filter({ has: page.getByRole("link", { name: new RegExp(`^${number.toLocaleString("en")}$`) }) });
  await expect(row.getByRole("button", { name: /Undo/ })).toBeVisible();
  await picture(page, "decisions");
  await receiver.until(({ body }) => body.data.item?.externalId === first);
  await expect(row.getByText("Platform told")).toBeVisible();
  await expect(row.getByText("The platform has been told; this sends a reversal.")).toBeVisible();
  await expectAccessible(page);
  await row.getByRole("button", { name: "Reverse" }).click();
  await expect(row.getByText("Taken back")).toBeVisible();
  await receiver.until(
    ({ body }) => body.type === "decision.reversed" && body.data.item?.externalId === first,
  );
  await page.request.delete(`/api/console/webhooks/${id}`);
  await receiver.close();
});

test("nothing scrolls sideways on a phone, in English and in Persian", async ({ page, request }) => {
  const word = ownWord();
  await insults(request, word, 2);
  await signIn(page, "lead");
  for (const locale of ["en", "fa"]) {
    await page.request.put("/api/console/preferences", { data: { locale } });
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      for (const [name, address] of [
        ["search", `/search?q=${word}`],
        ["bulk", `/bulk?from=search&q=${word}`],
        ["decisions", "/decisions"],
      ] as const) {
        await visit(page, address);
        await page.getByRole("heading", { level: 1 }).waitFor();
        await picture(page, `${name}-${locale}-${width}`);
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
        );
        expect(wide, `${address} ${locale} ${width}`).toBe(false);
      }
    }
  }
  await page.request.put("/api/console/preferences", { data: { locale: "en" } });
});
