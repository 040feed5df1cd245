import { type Browser, expect, type Page, test } from "@playwright/test";
import { fairNotices } from "./support/fair-notices.ts";
import { caseNumberOf, connectReceiver, openCase, platform, signIn, visit } from "./support/people.ts";
import { aReceiver } from "./support/receiver.ts";

const TO_LABEL = 10;
const REMOVED =
  "WIN a FREE jam hamper at the village fair! Claim your prize at the library stall, limited offer";
const ALIKE =
  "WIN a FREE honey basket at the village fair! Claim your prize at the bakery stall, limited offer";
const WORDS = "این تبلیغ نیست، خبر جشن روستای ماست.";
const REASON = "خبر یک جشن محلی هرزنامه نیست.";

// One story in parts, each a person's; a failed part stops it.
test.describe.configure({ mode: "serial" });

/** A post about the fair, as the platform sends it. */
const post = (externalId: string, text: string) => ({
  externalId,
  text,
  language: "en",
  reach: 20,
  account: { externalId: "village-fair" },
});

/** The author's part, on a phone in Farsi on which scripts are switched off. */
async function appeal(browser: Browser, link: string): Promise<void> {
  const phone = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
    locale: "fa-IR",
  });
  const author = await phone.newPage();
  await author.goto(link);
  await author.getByLabel("چرا فکر می‌کنید این تصمیم اشتباه است؟").fill(WORDS);
  await author.getByRole("button", { name: "فرستادن اعتراض" }).click();
  await expect(author.getByRole("heading", { level: 1 })).toHaveText("اعتراض شما رسید.");
  await phone.close();
}

/** Another moderator's part, by keys alone. */
async function overturn(page: Page, externalId: string): Promise<void> {
  await signIn(page, "moderator", 1);
  await visit(page, "/queues/appeals");
  await openCase(page, await caseNumberOf(externalId));
  await expect(page.getByText(WORDS)).toBeVisible();
  await page.keyboard.press("o");
  await page.keyboard.type(REASON);
  await page.keyboard.press("Control+Enter");
}

/** The lead's part before the labelling: a project with texts whose answer is known, and ten whose is not. */
async function prepare(page: Page): Promise<void> {
  await signIn(page, "lead");
  await page.request.post("/api/console/annotation/projects", {
    data: {
      name: "Fair notices",
      guidelines: "Notices of local fairs are no spam, however loud. Scams are.",
      labels: [{ label: "spam", name: "Spam", description: "Scams and unwanted advertising." }],
      overlap: 1,
      sampling: { goldShare: 0 },
    },
  });
  await visit(page, "/annotate/fair-notices");
  await page.getByRole("button", { name: "Import" }).click();
  const lines = fairNotices().map(({ text, spam }, n) =>
    JSON.stringify({ id: `n-${n}`, text, lang: "en", ...(n >= TO_LABEL && { gold: spam ? ["spam"] : [] }) }),
  );
  await page.getByLabel("File").setInputFiles({
    name: "fair.jsonl",
    mimeType: "application/jsonl",
    buffer: Buffer.from(lines.join("\n")),
  });
  await page.getByRole("dialog").getByRole("button", { name: "Import" }).click();
  await expect(page.getByRole("dialog").getByRole("status")).toContainText(`${lines.length} added`);
}

/** The annotator's part: ten texts by keyboard alone, each judged by what it says. */
async function label(page: Page): Promise<void> {
  const known = new Map(fairNotices().map(({ text, spam }) => [text, spam]));
  await signIn(page, "annotator");
  await visit(page, "/annotate/fair-notices/label");
  const text = page.getByRole("article").locator("p").first();
  for (let n = 0; n < TO_LABEL; n++) {
    await expect(text).not.toBeEmpty();
    const read = (await text.textContent()) ?? "";
    expect(known.has(read)).toBe(true);
    await page.keyboard.press(known.get(read) ? "1" : "0");
    await page.keyboard.press("Enter");
    if (n < TO_LABEL - 1) await expect(text).not.toHaveText(read);
  }
  await expect(page.getByRole("main").getByText("Nothing left for you here")).toBeVisible();
}

/** The lead's part after it: train, see the gate pass, promote. @returns the version */
async function trainAndPromote(page: Page): Promise<string> {
  await visit(page, "/models");
  await page.getByRole("button", { name: "Freeze snapshot and train" }).click();
  await page.waitForURL(/\/models\/runs\/\d+$/);
  await expect(page.getByRole("img", { name: "Training and tuning loss by epoch" })).toBeVisible({
    timeout: 120_000,
  });
  await page.getByRole("link", { name: /See version/ }).click({ timeout: 120_000 });
  await expect(page.getByText("gate passed")).toBeVisible({ timeout: 120_000 });
  const version = /versions\/(\d+)$/.exec(page.url())?.[1] ?? "";
  await move(page, "Promote", "Knows notices of local fairs");
  await expect(page.getByText(new RegExp(`→ ${version}, promoted`)).first()).toBeVisible();
  return version;
}

async function move(page: Page, name: "Promote" | "Roll back", reason: string): Promise<void> {
  await page.getByRole("button", { name }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill(reason);
  await dialog.getByRole("button", { name }).click();
  await expect(dialog).toBeHidden();
}

test("a removal is appealed and overturned, people label, a better model is promoted, allows the like, and is rolled back", async ({
  browser,
  page,
  request,
}) => {
  test.setTimeout(400_000);
  const receiver = await aReceiver();
  const admin = await browser.newPage();
  await connectReceiver(admin, receiver.url);
  await admin.close();
  const api = platform(request);
  const externalId = `fair-${Date.now()}`;

  await api.send(post(externalId, REMOVED));
  const removed = await receiver.until(({ body }) => body.data?.item?.externalId === externalId);
  expect(removed.body.data).toMatchObject({ decision: { action: "remove", source: "automation" } });
  await appeal(browser, removed.body.data.appealUrl ?? "");
  await overturn(page, externalId);
  const restored = await receiver.until(
    ({ body }) => body.data?.decision?.reverses === removed.body.data.decision.id,
  );
  expect(restored.body).toMatchObject({
    type: "decision.reversed",
    data: { item: { externalId, state: "allowed" } },
  });

  const lead = await browser.newPage();
  await prepare(lead);
  const annotator = await browser.newPage();
  await label(annotator);
  await annotator.close();

  const before = `${externalId}-before`;
  await api.send(post(before, ALIKE));
  await api.untilRouted(before);
  expect((await api.read(before)).state).toBe("actioned");
  const version = await trainAndPromote(lead);
  const after = `${externalId}-after`;
  await api.send(post(after, `${ALIKE} (again)`));
  await api.untilRouted(after);
  expect(await api.read(after)).toMatchObject({ state: "allowed" });

  await visit(lead, "/insights");
  await expect(lead.getByRole("term").filter({ hasText: "Valid appeals" })).toBeVisible();
  await expect(lead.getByText(/resolved appeals? overturned/)).toBeVisible();
  await expect(lead.getByText(/\d+ answers by \d+ annotators?/)).toBeVisible();
  await lead.getByText("The numbers behind the chart").first().click();
  await expect(lead.getByRole("list", { name: "Came into force" })).toContainText(
    `text-moderator v${version}`,
  );
  await visit(lead, "/insights/appeals");
  await expect(lead.getByRole("row").filter({ hasText: externalId })).toContainText("Overturned");

  await visit(lead, `/models/versions/${version}`);
  await move(lead, "Roll back", "The story ends here");
  const last = `${externalId}-last`;
  await api.send(post(last, `${ALIKE} (once more)`));
  await api.untilRouted(last);
  expect((await api.read(last)).state).toBe("actioned");
  await receiver.close();
});
