import { mkdirSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { decideItem, sessionOf } from "./support/decide.ts";
import { caseNumberOf, claimCase, connectReceiver, platform, signIn, visit } from "./support/people.ts";
import { aReceiver } from "./support/receiver.ts";

// A sentence for each story: what is alike is counted over all posts there are.
const WORDS = {
  en: {
    text: "these people are subhuman vermin and should all be driven out of our country before the winter comes",
    changed: ["winter", "country"],
  },
  fa: {
    text: "throw every one of these subhuman vermin on the next train, they are parasites who never belonged in our towns",
    changed: ["train", "towns"],
  },
} as const;
const MEASURES =
  "subhuman vermin, the whole family next door, and somebody ought to drive them out of this street";
const STRIKES =
  "I say the vermin across the river are subhuman parasites and we must drive them out again in spring";

// One after the other: they look at the same demo leads' desk.
test.describe.configure({ mode: "serial" });

/** Pictures of what the stories show, where they are asked for. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.STORY_PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png` });
}

for (const locale of ["en", "fa"] as const)
  test(`a moderator sees what stands around a post before deciding on it (${locale})`, async ({
    baseURL,
    page,
    request,
  }) => {
    test.slow();
    const own = `context-${locale}-${Date.now()}`;
    const author = `author-${own}`;
    const { text: sentence, changed } = WORDS[locale];
    const text = `${sentence}, says ${own}`;
    const send = platform(request);
    const at = (minute: number) => new Date(Date.now() - (60 - minute) * 60_000).toISOString();
    const post = (n: string, over: object) =>
      send.send({
        externalId: `${own}-${n}`,
        language: "en",
        account: { externalId: `someone-${n}` },
        ...over,
      });
    const thread = { threadExternalId: own };
    await post("before", { ...thread, text: "The council votes tonight on the shelter.", postedAt: at(1) });
    await post("after", { ...thread, text: "Please do not talk like that here.", postedAt: at(9) });
    await post("alike-1", { text: text.replace(changed[0], "harbour") });
    await post("alike-2", { text: text.replace(changed[1], "valley") });
    await post("other", {
      text: `drive these subhuman parasites out of our country, ${own}`,
      account: { externalId: author },
    });
    const item = {
      ...thread,
      postedAt: at(5),
      account: { externalId: author, facts: { automationRisk: 0.18 } },
    };
    await post("this", { ...item, text: `${text} or so` });
    await send.untilRouted(`${own}-this`);
    await post("this", { ...item, text });
    for (const n of ["this", "alike-1", "alike-2", "other"]) await send.untilRouted(`${own}-${n}`);
    const colleague = await sessionOf(baseURL, "admin");
    await decideItem(colleague, `${own}-alike-1`, { action: "remove", policyCode: "H-2" });
    await decideItem(colleague, `${own}-alike-2`, { action: "allow", policyCode: null });

    await page.context().addCookies([{ name: "locale", value: locale, url: baseURL ?? "" }]);
    await signIn(page, "lead");
    await claimCase(page, await caseNumberOf(`${own}-this`));
    const word = (en: string, fa: string) => new RegExp(locale === "en" ? en : fa);

    // Others like it, and how they ended.
    await expect(
      page.getByText(
        word("2 posts alike this month: 1 removed, 1 allowed", "۲ پست همانند در این ماه: ۱ حذف شد"),
      ),
    ).toBeVisible();
    await picture(page, `desk-${locale}`);
    await page.keyboard.press("d");
    const dialog = page.getByRole("dialog");
    await expect(
      dialog
        .locator("ins")
        .filter({ hasText: new RegExp(changed.join("|")) })
        .first(),
    ).toBeAttached();
    await dialog.getByRole("button", { name: word("Show texts", "نمایش متن‌ها") }).click();
    await expect(dialog.locator("ins").first()).toBeVisible();
    await picture(page, `alike-${locale}`);
    await expectAccessible(page);
    await page.keyboard.press("Escape");

    // The conversation.
    await page.keyboard.press("q");
    await expect(dialog.getByText("The council votes tonight on the shelter.")).toBeAttached();
    await expect(dialog.getByText("Please do not talk like that here.")).toBeAttached();
    await picture(page, `thread-${locale}`);
    await expectAccessible(page);
    await page.keyboard.press("Escape");

    // What the edit changed.
    await page.keyboard.press("Shift+D");
    await expect(page.locator("del").filter({ hasText: "or so" })).toBeAttached();

    // What colleagues should know, in every case of this author.
    await page.keyboard.press("Shift+N");
    await page
      .getByRole("textbox", { name: word("Write a note", "نوشتن یادداشت") })
      .fill(`Quotes others to mock them. ${own}`);
    await page.getByRole("button", { name: word("Add note", "افزودن یادداشت") }).click();
    await expect(page.getByText(`Quotes others to mock them. ${own}`)).toBeVisible();
    await picture(page, `note-${locale}`);
    await expectAccessible(page);

    // The author: items, decisions, strikes.
    await page.keyboard.press("j");
    await expect(dialog.getByText(word("18 of 100", "۱۸ از ۱۰۰"))).toBeVisible();
    await picture(page, `author-${locale}`);
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await visit(page, `/accounts/${author}`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(author);
    await expect(page.getByText(`Quotes others to mock them. ${own}`)).toBeVisible();
    await picture(page, `account-${locale}`);
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, `account-${locale}-390`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.setViewportSize({ width: 1440, height: 900 });
    await visit(page, `/cases/${await caseNumberOf(`${own}-other`)}`);
    await expect(page.getByText(`Quotes others to mock them. ${own}`)).toBeVisible();
  });

test("one decision removes, warns and strikes; the author and colleagues are told apart", async ({
  browser,
  page,
  request,
}) => {
  const receiver = await aReceiver();
  const admin = await browser.newPage();
  await connectReceiver(admin, receiver.url);
  await admin.close();
  const externalId = `measures-${Date.now()}`;
  const send = platform(request);
  await send.send({
    externalId,
    text: `${MEASURES}, ${externalId}`,
    language: "en",
    account: { externalId: `author-${externalId}` },
  });
  await send.untilRouted(externalId);
  await signIn(page, "lead");
  await claimCase(page, await caseNumberOf(externalId));
  await page.keyboard.press("1");
  for (const key of ["r", "w", "k", "n"]) await page.keyboard.press(key);
  await page.keyboard.type("Calls people vermin.");
  await page.keyboard.press("Escape");
  await page.keyboard.press("p");
  await page.keyboard.type("Watch this one.");
  await page.keyboard.press("Escape");
  for (const name of [/^Remove/, /^Warn/])
    await expect(page.getByRole("checkbox", { name })).toHaveAttribute("aria-checked", "true");
  await expect(page.getByRole("button", { name: /^Strike/ })).toHaveAttribute("aria-pressed", "true");
  await picture(page, "measures-en");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  const made = await receiver.until(({ body }) => body.data?.item?.externalId === externalId);
  expect(made.body.data.decision).toMatchObject({
    action: "remove",
    measures: [{ action: "warn", until: null }],
    strike: { policy: expect.any(String) },
    rationale: "Calls people vermin.",
  });
  expect(made.body.data.statement?.decision_facts).toContain("Calls people vermin.");
  expect(made.raw).not.toContain("Watch this one.");
  await receiver.close();
});

test("at the third strike the desk recommends a week's suspension, and a moderator takes it with one key", async ({
  baseURL,
  page,
  request,
}) => {
  test.slow();
  const own = `strikes-${Date.now()}`;
  const account = { externalId: `author-${own}` };
  const send = platform(request);
  const colleague = await sessionOf(baseURL, "admin");
  for (const n of [1, 2, 3]) {
    await send.send({
      externalId: `${own}-${n}`,
      text: `${STRIKES}, number ${n} of ${own}`,
      language: "en",
      account,
    });
    await send.untilRouted(`${own}-${n}`);
    if (n < 3)
      await decideItem(colleague, `${own}-${n}`, { action: "remove", strike: true, policyCode: "H-2" });
  }
  await signIn(page, "lead");
  await claimCase(page, await caseNumberOf(`${own}-3`));
  const chips = page.getByRole("radiogroup", { name: /policy/i });
  await chips.getByRole("radio", { name: /H-2/ }).click();
  await expect(page.getByText(/3rd strike for .?H-2.? in 365 days/)).toBeVisible();
  await expect(page.getByText(/Recommended: Suspend account for 7 days/)).toBeVisible();
  await page.keyboard.press("r");
  await page.keyboard.press("y");
  for (const name of [/^Remove/, /^Suspend account/])
    await expect(page.getByRole("checkbox", { name })).toHaveAttribute("aria-checked", "true");
  await picture(page, "third-strike-en");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await send.read(`${own}-3`)).state).toBe("actioned");
  await page.keyboard.press("z");
  await expect.poll(async () => (await send.read(`${own}-3`)).state).toBe("in_review");
  await visit(page, `/accounts/${account.externalId}`);
  await expect(page.getByText(/Taken back/).first()).toBeVisible();
  await expect(page.getByText(/Counts until/)).toHaveCount(2);
});

test("a lead gives one policy a ladder of its own, and lets it follow the default again", async ({
  page,
}) => {
  await signIn(page, "lead");
  await visit(page, "/settings/strikes");
  const policy = page.getByRole("region", { name: /^P-1/ });
  await policy.getByRole("button", { name: /Change the ladder/ }).click();
  await policy.getByRole("button", { name: "Add a step" }).click();
  await policy.getByLabel("Hours at strike 5").fill("336");
  await policy.getByLabel("Why it changes").fill("two weeks before the end");
  await expectAccessible(page);
  await picture(page, "ladders-en");
  await policy.getByRole("button", { name: "Save", exact: true }).click();
  await expect(policy.getByText("Suspend account for 14 days")).toBeVisible();
  await policy.getByRole("button", { name: /Change the ladder/ }).click();
  await policy.getByRole("button", { name: "Follow the default again" }).click();
  await expect(policy.getByText(/follows the default again/)).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, "ladders-en-390");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
