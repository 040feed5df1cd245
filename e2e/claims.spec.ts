import { type Browser, expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { aNewPerson, aQueueOfOwn, type NewPerson, signInAs } from "./support/new-person.ts";
import { alive, claimCase, sql, visit } from "./support/people.ts";
import { waitingPosts } from "./support/waiting-posts.ts";

test.describe.configure({ timeout: 240_000 });

/** Posts that people must look at, in a queue of the story's own; returns it and the cases' numbers. */
async function waiting(page: Page, count: number): Promise<{ queue: string; numbers: number[] }> {
  const { ids, numbers } = await waitingPosts(page, count);
  return { queue: await aQueueOfOwn(ids, 2), numbers };
}

async function at(browser: Browser, person: NewPerson): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signInAs(page, person);
  return page;
}

const note = (page: Page) => page.getByRole("textbox", { name: "Only colleagues" });
const row = (page: Page, number: number) =>
  page.getByRole("row").filter({ has: page.locator(`a[href="/cases/${number}"]`) });
const saved = (page: Page, number: number) =>
  page.waitForResponse((one) => one.url().endsWith(`/cases/${number}/draft`) && one.ok());

test("point 1: I put a case on hold with a reason, go on, come back to it; my words survive my claim", async ({
  browser,
  page,
}) => {
  const [mina, max] = [await aNewPerson("moderator"), await aNewPerson("lead")];
  await signInAs(page, mina);
  const { queue, numbers } = await waiting(page, 2);
  const [number = 0, next = 0] = numbers;
  const colleague = await at(browser, max);

  await test.step("a colleague sees who reviews, by name, as it happens", async () => {
    await visit(colleague, `/queues/${queue}`);
    await expect(colleague.getByText("Nobody reviewing now")).toBeVisible();
    await claimCase(page, number);
    await expect(colleague.getByRole("button", { name: "1 reviewing now" })).toBeVisible();
    await colleague.getByRole("button", { name: "1 reviewing now" }).click();
    await expect(colleague.getByRole("dialog", { name: "Reviewing now" })).toContainText(mina.name);
    await colleague.keyboard.press("Escape");
  });

  await test.step("I put it on hold by its key; the next case is there, and the words are kept", async () => {
    const kept = saved(page, number);
    await note(page).fill("Half of a thought");
    await kept;
    await page.keyboard.press("Escape");
    await page.keyboard.press("Shift+H");
    const dialog = page.getByRole("dialog", { name: "Put this case on hold" });
    await dialog.getByRole("button", { name: "Put on hold" }).click();
    await expect(dialog.getByText("Say what it waits for.")).toBeVisible();
    await dialog.getByLabel("What does it wait for?").fill("Waiting for a translation");
    await dialog.getByRole("radio", { name: "4 hours" }).check();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Put on hold" }).click();
    const told = page.getByText(`Case ${number.toLocaleString("en")} is on hold until`);
    await expect(told).toContainText(/until [A-Z][a-z]+day,? (at )?\d\d:\d\d [AP]M/);
    await page.waitForURL(`**/cases/${next}`);
    await expect(row(colleague, number)).toContainText("Waiting for a translation");
  });

  await test.step("under Queues I see what I have on hold, and resume it with my words", async () => {
    await visit(page, "/queues");
    const holds = page.getByRole("region", { name: "Your cases on hold" });
    await expect(holds).toContainText("Waiting for a translation");
    await expectAccessible(page);
    await holds.getByRole("button", { name: "Resume" }).click();
    await page.waitForURL(`**/cases/${number}`);
    await expect(page.getByRole("button", { name: /extend/i })).toBeVisible();
    await expect(note(page)).toHaveValue("Half of a thought");
  });

  await test.step("my claim runs out: I am told, my words stay, also on another machine", async () => {
    const kept = saved(page, number);
    await note(page).fill("Half of a thought, and a half");
    await kept;
    await sql(
      "UPDATE cases SET claim_expires_at = now() - interval '1 second', version = version + 1 WHERE number = $1",
      [number],
    );
    await expect(page.getByRole("alert").filter({ hasText: "What you wrote is kept." })).toBeVisible();
    await expect(note(page)).toHaveValue("Half of a thought, and a half");
    const elsewhere = await at(browser, mina);
    await claimCase(elsewhere, number);
    await expect(note(elsewhere)).toHaveValue("Half of a thought, and a half");
    await elsewhere.keyboard.press("a");
    const decided = elsewhere.waitForResponse((one) => one.url().endsWith("/decision"));
    await elsewhere.keyboard.press("Enter");
    expect((await decided).status()).toBe(201);
    const left = await sql<{ n: string }>("SELECT count(*) AS n FROM case_drafts WHERE case_number = $1", [
      number,
    ]);
    expect(left.rows[0]?.n).toBe("0");
    await elsewhere.context().close();
  });
  await colleague.context().close();
});

test("point 1: I leave while my decision is on its way: it counts, and the case that came next stays mine", async ({
  page,
}) => {
  await signInAs(page, await aNewPerson("moderator"));
  const { numbers } = await waiting(page, 2);
  const [number = 0, next = 0] = numbers;
  await claimCase(page, number);
  await expect(page.getByText("Next case ready")).toBeVisible();
  // The server has the decision, the page never hears of it.
  const arrived = Promise.withResolvers<void>();
  await page.route("**/decision", async (route) => {
    await route.fetch();
    arrived.resolve();
  });
  await page.keyboard.press("a");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/cases/${next}`);
  await arrived.promise;
  await page.goto(`/cases/${next}`);
  await alive(page);
  await expect(page.getByRole("button", { name: /extend/i })).toBeVisible();
  const { rows } = await sql<{ state: string; version: number }>(
    "SELECT state, version FROM cases WHERE number = ANY ($1) ORDER BY array_position($1, number)",
    [[number, next]],
  );
  expect(rows).toEqual([
    { state: "decided", version: 3 },
    { state: "open", version: 2 },
  ]);
});

test("point 4: I ask a colleague about a case, and the answer comes while I look at it", async ({
  browser,
  page,
}) => {
  const [mina, max] = [await aNewPerson("moderator"), await aNewPerson("moderator")];
  await signInAs(page, mina);
  const { numbers } = await waiting(page, 1);
  const [number = 0] = numbers;
  const colleague = await at(browser, max);
  await visit(colleague, "/questions");
  await expect(colleague.getByText("No questions")).toBeVisible();

  await test.step("I ask by key, by a few letters of the name", async () => {
    await claimCase(page, number);
    await page.keyboard.press("Shift+A");
    const dialog = page.getByRole("dialog", { name: "Ask a colleague" });
    await dialog.getByPlaceholder("Colleague's name").fill(max.name);
    await dialog.getByRole("option", { name: max.name }).click();
    await dialog.getByLabel("Question").fill("Is this word an insult where you come from?");
    await page.keyboard.press("Control+Enter");
    await expect(page.getByText(`Waiting for ${max.name}.`)).toBeVisible();
  });

  await test.step("my colleague hears of it at once, reads the case and answers without claiming it", async () => {
    const inbox = colleague.getByRole("list", { name: "Questions" });
    await expect(inbox).toContainText("Is this word an insult where you come from?");
    await expect(colleague.getByText("1 question or answer for you").first()).toBeAttached();
    await expectAccessible(colleague);
    await inbox.getByRole("link", { name: /and answer/ }).click();
    await expect(colleague.getByText(`${mina.name} has this case for`)).toBeVisible();
    await expect(colleague.getByRole("button", { name: "Decide and next" })).toBeHidden();
    const field = colleague.getByLabel("Your answer");
    await expect(async () => {
      await colleague.keyboard.press("Shift+A");
      await expect(field).toBeFocused({ timeout: 500 });
    }).toPass();
    await field.fill("Yes, a strong one.");
    await expectAccessible(colleague);
    await colleague.keyboard.press("Control+Enter");
    await expect(colleague.getByRole("region", { name: "Asked about this case" })).toContainText(
      "Yes, a strong one.",
    );
    await expect(colleague.getByText("1 question or answer for you")).toHaveCount(0);
  });

  await test.step("I read the answer in the case, decide, and both stay with it", async () => {
    const asked = page.getByRole("region", { name: "Asked about this case" });
    await expect(asked).toContainText("Yes, a strong one.");
    await expect(page.getByText("1 question or answer for you")).toHaveCount(0);
    await page.keyboard.press("a");
    await page.keyboard.press("Enter");
    await expect
      .poll(async () => (await page.request.get(`/api/console/cases/${number}`)).json())
      .toMatchObject({
        state: "decided",
        questions: [{ answer: "Yes, a strong one." }],
      });
  });
  await colleague.context().close();
});

test("bad input: with a clock an hour wrong, and in two tabs, I see whose the case is and lose no words", async ({
  page,
  context,
}) => {
  const mina = await aNewPerson("moderator");
  await signInAs(page, mina);
  const { numbers } = await waiting(page, 1);
  const [number = 0] = numbers;
  await page.clock.install({ time: Date.now() + 3_600_000 });
  await claimCase(page, number);

  await test.step("my claim ends when the server says so, not my machine", async () => {
    await expect(page.getByText(/Yours for (9|10):\d\d/)).toBeVisible();
  });

  await test.step("the other tab has what I wrote in this one", async () => {
    const kept = saved(page, number);
    await note(page).fill("Written in the first");
    await kept;
    await page.keyboard.press("Escape");
  });
  const second = await context.newPage();
  await visit(second, `/cases/${number}`);
  await expect(note(second)).toHaveValue("Written in the first");

  await test.step("decided here, it is decided there: pressing again says so and decides nothing", async () => {
    // The second tab does not hear of it in time.
    await second.route("**/api/console/cases/*", (route) => route.abort());
    await page.keyboard.press("a");
    await page.keyboard.press("Enter");
    await expect
      .poll(
        async () =>
          (
            await sql("SELECT 1 FROM decisions d JOIN cases c ON c.id = d.case_id WHERE c.number = $1", [
              number,
            ])
          ).rowCount,
      )
      .toBe(1);
    await second.unroute("**/api/console/cases/*");
    await second.keyboard.press("r");
    await second.keyboard.press("1");
    const refused = second.waitForResponse((one) => one.url().endsWith("/decision"));
    await second.keyboard.press("Enter");
    expect((await refused).status()).toBe(409);
    await expect(second.getByText(new RegExp(`${mina.name}.*${number.toLocaleString("en")}`))).toBeVisible();
    const made = await sql("SELECT 1 FROM decisions d JOIN cases c ON c.id = d.case_id WHERE c.number = $1", [
      number,
    ]);
    expect(made.rowCount).toBe(1);
  });
});
