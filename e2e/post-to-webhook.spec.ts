import { expect, test } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { expectAccessible } from "./support/accessible.ts";
import { caseNumberOf, connectReceiver, openCase, platform, signIn, visit } from "./support/people.ts";
import { aReceiver } from "./support/receiver.ts";

const THREAT = "these vermin should all be driven out of our country, every single one of them is subhuman";

// One after the other: a desk claims the next case of its queue ahead, and these stories share a queue.
test.describe.configure({ mode: "serial" });

for (const locale of ["en", "fa"] as const)
  test(`a post travels from the platform through a moderator's keys to a signed webhook (${locale})`, async ({
    baseURL,
    browser,
    page,
    request,
  }) => {
    const receiver = await aReceiver();
    const admin = await browser.newPage();
    const secret = await connectReceiver(admin, receiver.url);
    await admin.close();

    const externalId = `story-${locale}-${Date.now()}`;
    const send = platform(request);
    await send.send({
      externalId,
      text: `${THREAT} (${locale})`,
      language: "en",
      reach: 900_000,
      account: { externalId: "story-author", facts: { followers: 12 } },
    });
    await send.untilRouted(externalId);
    expect((await send.read(externalId)).state).toBe("in_review");

    await page.context().addCookies([{ name: "locale", value: locale, url: baseURL ?? "" }]);
    await signIn(page, "moderator", locale === "en" ? 0 : 1);
    await visit(page, "/queues/hate-harassment");
    await expect(page.locator("html")).toHaveAttribute("dir", locale === "fa" ? "rtl" : "ltr");
    await expectAccessible(page);
    await openCase(page, await caseNumberOf(externalId));
    await expect(page.getByText(`(${locale})`)).toBeAttached();
    await expectAccessible(page);

    await page.keyboard.press("r");
    await page.keyboard.press("1");
    await page.keyboard.press("Enter");
    const made = await receiver.until(({ body }) => body.data?.item?.externalId === externalId);
    expect(new Webhook(secret).verify(made.raw, made.headers)).toMatchObject({
      type: "decision.made",
      data: { decision: { action: "remove", source: "person" }, item: { externalId, state: "actioned" } },
    });
    expect((await send.read(externalId)).state).toBe("actioned");
    await receiver.close();
  });

test("invariant 6: a moderator takes a decision back by key before the platform hears of it", async ({
  page,
  request,
}) => {
  const externalId = `undo-${Date.now()}`;
  const send = platform(request);
  await send.send({
    externalId,
    text: "drive these subhuman vermin out, they are parasites (undo story)",
    language: "en",
    reach: 800_000,
  });
  await send.untilRouted(externalId);
  await signIn(page, "lead");
  await visit(page, "/queues");
  await openCase(page, await caseNumberOf(externalId));
  const caseUrl = page.url();
  await page.keyboard.press("a");
  await page.keyboard.press("Enter");
  await expect(page).not.toHaveURL(caseUrl);
  await expect.poll(async () => (await send.read(externalId)).state).toBe("allowed");
  await page.keyboard.press("z");
  await expect.poll(async () => (await send.read(externalId)).state).toBe("in_review");
  expect((await send.read(externalId)).decisions).toHaveLength(2);
});
