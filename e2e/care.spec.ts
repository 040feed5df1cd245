import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { aNewPerson, aQueueOfOwn, ask, type NewPerson, signInAs } from "./support/new-person.ts";
import { hears, platform, signIn, visit } from "./support/people.ts";

/** As if a person had seen so many posts of one severity in the last minutes. */
async function hasSeen(person: Pick<NewPerson, "id">, severity: number, count: number): Promise<void> {
  const [someCase] = await ask<{ id: string }>("SELECT id FROM cases LIMIT 1");
  for (let index = 0; index < count; index++)
    await ask(
      "INSERT INTO exposures (id, user_id, case_id, severity, seconds, created_at) VALUES ($1, $2, $3, $4, 30, now() - interval '2 minutes')",
      [randomUUID(), person.id, someCase?.id, severity],
    );
}

test("the desk keeps an eye on me: covered content, a budget of my own, and a break in time", async ({
  page,
  request,
}) => {
  const tag = Date.now();
  const posts = [1, 2, 3].map((index) => `care-${tag}-${index}`);
  const send = platform(request);
  for (const externalId of posts)
    await send.send({
      externalId,
      text: `these vermin should all be driven out of our country (${externalId})`,
      language: "en",
    });
  for (const externalId of posts) await send.untilRouted(externalId);
  const slug = await aQueueOfOwn(posts, 5);
  const person = await aNewPerson("moderator");
  await hasSeen(person, 5, 3);
  await signInAs(page, person);

  await test.step("I set a lower budget than the organisation's", async () => {
    await visit(page, "/wellbeing");
    await expect(page.getByText("Leads see sums for the whole team, never your name.")).toBeVisible();
    await page.getByLabel("Heavy posts in a shift", { exact: true }).fill("5");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("3 of 5")).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("severe text is veiled, and shown while I hold the key", async () => {
    await page.goto(`/queues/${slug}`);
    await hears(page, "list.next");
    await page.keyboard.press("n");
    await page.waitForURL("**/cases/*");
    const text = page
      .getByRole("article")
      .locator("p", { hasText: posts[0] ?? "" })
      .first();
    await expect(text).toHaveClass(/veiled/);
    await page.keyboard.down("Space");
    await expect(text).not.toHaveClass(/veiled/);
    await page.keyboard.up("Space");
    await expect(text).toHaveClass(/veiled/);
    await expect(page.getByRole("link", { name: /Heavy content 3 of 5/ })).toBeVisible();
  });

  const offer = page.getByRole("region", { name: "A break" });
  await test.step("before the budget is spent a break is offered, in a line and not in my way", async () => {
    await expect(offer).toBeHidden();
    await page.keyboard.press("a");
    await page.keyboard.press("Enter");
    await expect(offer).toContainText("4 of 5 heavy posts in this shift");
    await expect(offer).toContainText("Cases you hold go back to their queues; your notes stay.");
    await expectAccessible(page);
    await expect(page.getByRole("dialog")).toBeHidden();
  });

  await test.step("on the break nothing waits; what I held is free again, and I am told", async () => {
    await expect(page.getByText("Next case ready")).toBeVisible();
    await page.keyboard.press("n");
    await page.keyboard.type("half a thought");
    await page.keyboard.press("Escape");
    await page.keyboard.press("b");
    await page.waitForURL("**/break");
    await expect(page.getByText("2 cases went back to their queues")).toBeVisible();
    await expect(page.getByText("What you wrote is kept.")).toBeVisible();
    await expectAccessible(page);
    const held = await ask("SELECT 1 FROM cases WHERE claimed_by_id = $1 AND state = 'open'", [person.id]);
    expect(held).toEqual([]);
  });

  await test.step("back at work my note is where I left it, and the break is in my own list", async () => {
    await page.getByRole("button", { name: "Back to work" }).click();
    await page.waitForURL(`**/queues/${slug}`);
    await hears(page, "list.next");
    await page.keyboard.press("n");
    await page.waitForURL("**/cases/*");
    await expect(page.getByLabel("To the author")).toHaveValue("half a thought");
    await expect(offer).toBeHidden();
    await visit(page, "/wellbeing");
    await expect(
      page
        .getByRole("main")
        .getByRole("listitem")
        .filter({ hasText: /\d min/ }),
    ).toBeVisible();
    const severe = page.getByRole("row", { name: /Severity 5/ });
    await expect(severe.getByRole("cell").nth(1)).toHaveText("4");
    // Uncovered once, by the held key.
    await expect(severe.getByRole("cell").nth(5)).toHaveText("1");
  });
});

test("off is possible: without veil and blur the desk shows everything at once", async ({
  page,
  request,
}) => {
  const externalId = `open-${Date.now()}`;
  const send = platform(request);
  await send.send({
    externalId,
    text: `these vermin should all be driven out of our country (${externalId})`,
    language: "en",
  });
  await send.untilRouted(externalId);
  const slug = await aQueueOfOwn([externalId], 5);
  await signInAs(page, await aNewPerson("moderator"));
  await visit(page, "/wellbeing");
  await page.getByLabel("Veil text").selectOption("Never");
  await page.getByLabel("Keep a budget of heavy content").uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("No budget is set.")).toBeVisible();
  await page.goto(`/queues/${slug}`);
  await hears(page, "list.next");
  await page.keyboard.press("n");
  await page.waitForURL("**/cases/*");
  await expect(page.getByRole("article").locator("p", { hasText: externalId }).first()).not.toHaveClass(
    /veiled/,
  );
});

test("an admin says what protects everybody; leads see sums and no ranking of people", async ({
  browser,
  page,
}) => {
  // Five people sign in here, one after the other.
  test.slow();
  const words = `Call 1234 (${Date.now()})`;
  await signIn(page, "admin");
  await visit(page, "/settings/well-being");
  await expectAccessible(page);
  await page.getByLabel("Whom to call, in English").fill(words);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved. It holds for everybody from now on.")).toBeVisible();
  await visit(page, "/audit");
  await expect(page.getByText("care.settings_changed").first()).toBeVisible();

  const people = [
    await aNewPerson("moderator"),
    await aNewPerson("moderator"),
    await aNewPerson("moderator"),
  ];
  for (const person of people) await hasSeen(person, 5, 1);
  const [first] = people;
  const reviewer = await (await browser.newContext()).newPage();
  if (first) await signInAs(reviewer, first);
  await reviewer.goto("/break");
  await expect(reviewer.getByText(words)).toBeVisible();
  await reviewer.goto("/team-load");
  await expect(reviewer.getByRole("heading", { name: "Not yours to open" })).toBeVisible();
  await reviewer.context().close();

  const lead = await (await browser.newContext()).newPage();
  await signIn(lead, "lead");
  await visit(lead, "/team-load");
  await expect(lead.getByRole("row", { name: /Severity 5/ })).toBeVisible();
  await expect(lead.getByText("People are never ranked by what they had to see.")).toBeVisible();
  for (const { name } of people) await expect(lead.getByText(name)).toHaveCount(0);
  await expectAccessible(lead);
  await lead.context().close();

  await visit(page, "/settings/well-being");
  await page.getByLabel("Whom to call, in English").fill("");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved. It holds for everybody from now on.")).toBeVisible();
});
