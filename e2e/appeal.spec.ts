import { type Browser, expect, test } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { expectAccessible } from "./support/accessible.ts";
import { caseNumberOf, connectReceiver, demo, openCase, platform, signIn, visit } from "./support/people.ts";
import { aReceiver, type Receiver } from "./support/receiver.ts";

const SPAM = "WIN A FREE iPhone now!!! Click http://bit.ly/xyz and claim your prize $$$ limited offer";
const WORDS = "این پست تبلیغ نبود. داشتم مردم را از همین کلاهبرداری آگاه می‌کردم.";
const REASON = "نقل یک پیام کلاهبرداری برای هشدار به دیگران مجاز است.";

/** A phone on which scripts are switched off. */
const plainPhone = (browser: Browser, locale: string) =>
  browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 }, locale });

async function removedByAutomation(
  receiver: Receiver,
  send: ReturnType<typeof platform>,
  externalId: string,
): Promise<{ decisionId: string; link: string }> {
  await send.send({
    externalId,
    text: `${SPAM} (${externalId})`,
    language: "en",
    account: { externalId: "appealing-author" },
  });
  const { body } = await receiver.until((one) => one.body.data?.item?.externalId === externalId);
  expect(body.data).toMatchObject({
    decision: { action: "remove", source: "automation" },
    statement: { puid: body.data.decision.id, automated_decision: "AUTOMATED_DECISION_FULLY" },
  });
  return { decisionId: body.data.decision.id, link: body.data.appealUrl ?? "" };
}

test("an author appeals in Farsi on a phone with no script, and another person's keys put the post back", async ({
  browser,
  page,
  request,
}) => {
  const receiver = await aReceiver();
  const admin = await browser.newPage();
  const secret = await connectReceiver(admin, receiver.url);
  await admin.close();
  const send = platform(request);
  const externalId = `appeal-${Date.now()}`;
  const { decisionId, link } = await removedByAutomation(receiver, send, externalId);

  const phone = await plainPhone(browser, "fa-IR");
  const author = await phone.newPage();
  const response = await author.goto(link);
  expect(response?.headers()).toMatchObject({
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex, nofollow",
  });
  await expect(author.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(author.getByRole("heading", { level: 1 })).toHaveText(/حذف شد.*اعتراض کنید/);
  expect(await author.locator("html").evaluate((html) => html.scrollWidth <= html.clientWidth)).toBe(true);

  const field = author.getByLabel("چرا فکر می‌کنید این تصمیم اشتباه است؟");
  await field.fill("   ");
  await author.getByRole("button", { name: "فرستادن اعتراض" }).click();
  await expect(author.getByRole("alert").filter({ hasText: "بنویسید چرا" })).toBeVisible();
  await field.fill(WORDS);
  await author.getByRole("button", { name: "فرستادن اعتراض" }).click();
  await expect(author.getByRole("heading", { level: 1 })).toHaveText("اعتراض شما رسید.");
  await author.goto(link);
  await expect(author.getByRole("heading", { level: 1 })).toHaveText("شما به این تصمیم اعتراض کرده‌اید.");
  expect((await send.read(externalId)).state).toBe("actioned");

  await signIn(page, "moderator", 1);
  await visit(page, "/queues/appeals");
  await expectAccessible(page);
  await openCase(page, await caseNumberOf(externalId));
  await expect(page.getByText(WORDS)).toBeVisible();
  await page.keyboard.press("o");
  await expectAccessible(page);
  await page.keyboard.type(REASON);
  await page.keyboard.press("Control+Enter");

  const restored = await receiver.until(({ body }) => body.data?.decision?.reverses === decisionId);
  expect(new Webhook(secret).verify(restored.raw, restored.headers)).toMatchObject({
    type: "decision.reversed",
    data: {
      decision: { action: "allow", reverses: decisionId },
      item: { externalId, state: "allowed" },
      appeal: { outcome: "overturned", reason: REASON, language: "fa" },
    },
  });
  expect((await send.read(externalId)).state).toBe("allowed");
  await author.reload();
  await expect(author.getByRole("heading", { level: 1 })).toHaveText("تصمیم لغو شد.");
  await expect(author.getByText(REASON)).toBeVisible();
  await phone.close();
  await receiver.close();
});

test("the appeal page is accessible in both languages, breaks no policy, and keeps what is too long", async ({
  browser,
  page,
  request,
}) => {
  const receiver = await aReceiver();
  const admin = await browser.newPage();
  await connectReceiver(admin, receiver.url);
  await admin.close();
  const { link } = await removedByAutomation(receiver, platform(request), `appeal-page-${Date.now()}`);
  await receiver.close();
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  for (const lang of ["en", "fa"]) {
    await page.goto(`${link}?lang=${lang}`);
    await expect(page.locator("html")).toHaveAttribute("lang", lang);
    await expectAccessible(page);
  }
  const long = "نه ".repeat(4000).trim();
  const sent = await request.post(link.replace("/appeal/", "/api/appeals/"), {
    form: { lang: "en", statement: long },
  });
  expect(sent.status()).toBe(200);
  await page.goto(`${link}?lang=en&problem=too_long`);
  await expect(page.getByRole("textbox")).toHaveValue(long);
  await expect(page.getByText(/longer than 10,000 characters/)).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${link.slice(0, -3)}?lang=en`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link does not work.");
  await expectAccessible(page);
  expect(problems).toEqual([]);
});

test("a platform files an appeal with its key, once", async ({ browser, request }) => {
  const receiver = await aReceiver();
  const admin = await browser.newPage();
  await connectReceiver(admin, receiver.url);
  await admin.close();
  const { decisionId } = await removedByAutomation(receiver, platform(request), `appeal-api-${Date.now()}`);
  await receiver.close();
  const file = (data: object) =>
    request.post("/api/v1/appeals", { headers: { authorization: `Bearer ${demo().apiKey}` }, data });
  const filed = await file({ decisionId, statement: "It was mine.", language: "de" });
  expect(filed.status()).toBe(201);
  expect(await filed.json()).toMatchObject({ decisionId, state: "open" });
  const again = await file({ decisionId, statement: "It was mine." });
  expect(again.status()).toBe(409);
  expect(await again.json()).toMatchObject({ reason: "filed" });
  expect((await file({ decisionId, statement: "x".repeat(100_000) })).status()).toBe(422);
  expect((await file({ decisionId, statement: "" })).status()).toBe(422);
  expect((await file({ appealToken: "not-a-token", statement: "x" })).status()).toBe(422);
});
