import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { aNewPerson, aQueueOfOwn, signInAs } from "./support/new-person.ts";
import { caseNumberOf, openCase, platform, visit } from "./support/people.ts";

/** What a Persian keyboard sends for the key where Latin ones have A, R and so on. */
const pressPersian = (page: Page, code: string, key: string) =>
  page.evaluate(
    ([where, typed]) => {
      document.activeElement?.dispatchEvent(
        new KeyboardEvent("keydown", { code: where, key: typed, bubbles: true, cancelable: true }),
      );
    },
    [code, key] as const,
  );

test("my own keys: bound by pressing them, warned of clashes, and mine wherever I sign in", async ({
  browser,
  page,
  request,
}) => {
  const externalId = `keys-${Date.now()}`;
  const send = platform(request);
  await send.send({
    externalId,
    text: "Those people are vermin, drive them all out (keys story)",
    language: "en",
    account: { externalId: `author-${externalId}` },
  });
  await send.untilRouted(externalId);
  await aQueueOfOwn([externalId], 2);
  const person = await aNewPerson("moderator");
  await signInAs(page, person);

  await test.step("I give Allow the key of Remove and am asked before anything is lost", async () => {
    await visit(page, "/settings/keys");
    const desk = page.getByRole("region", { name: "Review desk" });
    const change = desk.getByRole("button", { name: "Change the key of: Allow" });
    await change.click();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("alert").filter({ hasText: "moves or frees the focus" })).toBeVisible();
    await change.click();
    await page.keyboard.press("F5");
    await expect(page.getByRole("alert").filter({ hasText: "Browsers keep F5" })).toBeVisible();
    await change.click();
    await page.keyboard.press("r");
    const clash = page.getByRole("alert").filter({ hasText: "R already does “Remove” (Review desk)." });
    await expect(clash).toBeVisible();
    await expectAccessible(page);
    await clash.getByRole("button", { name: "Swap the two" }).click();
    await expect(page.getByText("Allow and Remove have changed keys.")).toBeVisible();
  });

  await test.step("the desk knows my keys on a Persian layout, and prints them", async () => {
    await openCase(page, await caseNumberOf(externalId));
    await expect(page.getByRole("checkbox", { name: "Allow" })).toContainText("R");
    await pressPersian(page, "KeyA", "ش");
    await expect(page.getByRole("checkbox", { name: "Remove" })).toBeChecked();
    await pressPersian(page, "KeyR", "ق");
    await expect(page.getByRole("checkbox", { name: "Allow" })).toBeChecked();
    await page.keyboard.press("n");
    await page.keyboard.type("a note with r and a");
    await expect(page.getByRole("checkbox", { name: "Allow" })).toBeChecked();
    await page.keyboard.press("Escape");
  });

  await test.step("what the priority is made of, and items like this one, by a key each", async () => {
    await page.keyboard.press("Shift+KeyP");
    const parts = page.getByRole("dialog", { name: "What its priority is made of" });
    await expect(parts).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(parts).toBeHidden();
    const address = page.url();
    await page.keyboard.press("Shift+KeyS");
    await expect(page).toHaveURL(new RegExp(`/search\\?similar=${externalId}`));
    await visit(page, address);
  });

  await test.step("the overlay shows my keys, and leads to where they change", async () => {
    await page.keyboard.press("Shift+Slash");
    const overlay = page.getByRole("dialog", { name: "Keys on this page" });
    await expect(overlay.getByText("Allow").locator("..")).toContainText("R");
    await expect(overlay.getByRole("link", { name: "Change keys" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(overlay).toBeHidden();
  });

  await test.step("somewhere else they are still mine, until I reset them", async () => {
    const elsewhere = await (await browser.newContext()).newPage();
    await signInAs(elsewhere, person);
    await visit(elsewhere, "/settings/keys");
    await expect(elsewhere.getByRole("button", { name: "Change the key of: Allow (R)" })).toBeVisible();
    await elsewhere.getByRole("button", { name: "Reset all" }).click();
    await expect(elsewhere.getByRole("button", { name: "Change the key of: Allow (A)" })).toBeVisible();
    await elsewhere.context().close();
  });
});

test("one box for everything: I act, jump and find from the keyboard", async ({ page, request }) => {
  const tag = Date.now();
  const externalId = `palette-${tag}`;
  const send = platform(request);
  await send.send({
    externalId,
    text: "Those people are vermin, drive them all out (palette story)",
    language: "en",
    account: { externalId: `palette-author-${tag}` },
  });
  await send.untilRouted(externalId);
  await aQueueOfOwn([externalId], 2);
  const number = await caseNumberOf(externalId);
  await signInAs(page, await aNewPerson("moderator"));
  await visit(page, "/queues");
  const box = page.getByRole("combobox");
  const open = async (typed: string) => {
    await page.keyboard.press("Control+k");
    await expect(box).toBeFocused();
    await page.keyboard.type(typed);
  };

  await test.step("an account by the first letters of its name leads to its page", async () => {
    await open(`palette-author-${tag}`);
    await expect(page.getByRole("option", { name: new RegExp(`^palette-author-${tag}`) })).toContainText(
      "1 open case",
    );
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/accounts/palette-author-${tag}`);
    await expect(page.getByRole("dialog")).toBeHidden();
  });

  await test.step("a case by its number", async () => {
    await open(String(number));
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/cases/${number}`);
    await page.getByRole("article").first().waitFor();
  });

  await test.step("what the desk can do now is done from here", async () => {
    await open("Claim");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "Extend" })).toBeVisible();
    await open("Remove");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("checkbox", { name: "Remove" })).toBeChecked();
    await open("Hand over");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog", { name: "Hand this case over" })).toBeVisible();
    await page.keyboard.press("Escape");
  });

  await test.step("and so is the theme", async () => {
    await open("Toggle dark");
    await page.keyboard.press("Enter");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  });
});
