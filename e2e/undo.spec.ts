import { expect, test } from "@playwright/test";
import { caseNumberOf, openCase, platform, signIn } from "./support/people.ts";

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
  await page.goto("/queues");
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
