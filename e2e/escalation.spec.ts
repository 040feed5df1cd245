import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { aNewPerson, aQueueOfOwn, ask, signInAs } from "./support/new-person.ts";
import { caseNumberOf, claimCase, hears, platform, signIn, visit } from "./support/people.ts";

test.describe.configure({ timeout: 240_000 });

/** Posts that wait in a queue of the story's own under one policy; the numbers of their cases. */
async function casesUnder(page: Page, policyCode: string, count: number): Promise<number[]> {
  const send = platform(page.request);
  const ids = Array.from({ length: count }, () => `escalation-${randomUUID()}`);
  for (const externalId of ids)
    await send.send({
      externalId,
      text: `these vermin should all be driven out of our country (${externalId})`,
      language: "en",
    });
  for (const externalId of ids) await send.untilRouted(externalId);
  await aQueueOfOwn(ids, 3);
  const numbers = await Promise.all(ids.map(caseNumberOf));
  await ask("UPDATE cases SET policy_code = $2 WHERE number = ANY ($1)", [numbers, policyCode]);
  return numbers;
}

async function escalate(page: Page, number: number, note: string, where: RegExp): Promise<void> {
  await claimCase(page, number);
  await page.keyboard.press("e");
  // Where it goes and by when is said before anything is sent.
  await expect(page.getByRole("status").filter({ hasText: where })).toBeVisible();
  await page.keyboard.type(note);
  await page.keyboard.press("Control+Enter");
}

/** Nobody may decide in a queue for escalations any more, until this is taken back. */
async function takeEscalationsFromAll(): Promise<void> {
  await ask(
    `INSERT INTO role_limits (user_id, role_id, queues, policies)
     SELECT u.id, r.id, (SELECT array_agg(slug) FROM queues WHERE purpose <> 'escalation'), '{}'
     FROM users u JOIN roles r ON r.id = ANY (u.roles) ON CONFLICT DO NOTHING`,
  );
}
const giveBack = () => ask("DELETE FROM role_limits WHERE cardinality(queues) > 5");

test("I escalate along my policy's path; where nobody can take it I am told, and an admin is until somebody can", async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page, "admin");
  const name = `Night desk ${randomUUID().slice(0, 6)}`;
  const slug = name.toLowerCase().replaceAll(" ", "-");
  const settings = { slaMinutes: 300, warningShare: 0.25, order: "priority", position: 95 };
  const made = await page.request.post("/api/console/queue-settings", {
    data: { ...settings, slug, purpose: "escalation", name: { en: name, fa: `میز شب ${slug.slice(-6)}` } },
  });
  expect(made.status()).toBe(201);

  await test.step("an admin sets the path of a policy", async () => {
    await visit(page, "/settings/escalation");
    await page.getByRole("button", { name: /^Change H-2/ }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel("Queue").selectOption(slug);
    await form.getByLabel("Due within, minutes").fill("25");
    await expectAccessible(page);
    await form.getByRole("button", { name: "Save" }).click();
    await expect(form).toBeHidden();
    await expect(page.getByRole("row", { name: /^H-2/ })).toContainText(name);
    await expect(page.getByRole("row", { name: /^H-2/ })).toContainText("25 min");
    await expectAccessible(page);
    // While it leads there, the queue stays in use.
    await visit(page, "/settings/queues");
    await page.getByRole("row", { name }).getByRole("button", { name: "Retire" }).click();
    await expect(page.getByText(/Escalations still go here: H-2/)).toBeVisible();
  });

  const [first = 0, second = 0] = await casesUnder(page, "H-2", 3);
  const person = await aNewPerson("moderator");
  const mine = await (await browser.newContext({ baseURL: baseURL ?? "" })).newPage();
  await signInAs(mine, person);

  await test.step("I see where my escalation goes before I send it, and where it went", async () => {
    await escalate(mine, first, "I am not sure who is meant", new RegExp(`Goes to ${name} .*due`));
    await expect(mine.getByText(new RegExp(`is in ${name} now, due`))).toBeVisible();
  });

  await takeEscalationsFromAll();
  try {
    await test.step("where nobody may take it I am told, and it stays first in its queue", async () => {
      await escalate(mine, second, "This one too", /Nobody may take it now: it will stay in this queue/);
      await expect(mine.getByText(/Nobody may take case .* Leads and admins see an alarm/)).toBeVisible();
    });
    await test.step("an admin sees what is wrong, with which cases, and what to do", async () => {
      await visit(page, "/queues");
      const alarm = page
        .getByRole("region", { name: "Escalation alarm" })
        .filter({ hasText: "nowhere to go" });
      await expect(alarm).toContainText("1 escalated case has nowhere to go");
      await expect(alarm).toContainText("Give somebody the right to decide");
      await expect(alarm.getByRole("link", { name: `Case ${second.toLocaleString("en")}` })).toBeVisible();
      await expectAccessible(page);
      const metrics = await (await page.request.get("/api/metrics")).text();
      expect(metrics).toContain('docket_escalation_alarms{cause="stranded"}');
    });
  } finally {
    await giveBack();
  }
  await test.step("once somebody may, the case goes on and the alarm is gone", async () => {
    await expect(page.getByText("nowhere to go")).toBeHidden({ timeout: 45_000 });
    await visit(page, `/queues/${slug}`);
    await expect(page.getByRole("link", { name: second.toLocaleString("en"), exact: true })).toBeVisible();
  });
});

test("a life is threatened: the case stands before all others, and is decided when its checklist is done", async ({
  page,
}) => {
  await signIn(page, "admin");
  const [, second = 0, last = 0] = await casesUnder(page, "C-1", 3);

  await test.step("by one key and a second yes it is an emergency", async () => {
    await claimCase(page, last);
    await hears(page, "desk.emergency");
    await page.keyboard.press("Shift+E");
    const dialog = page.getByRole("dialog", { name: "Is a life threatened?" });
    await expect(dialog).toContainText("Goes to Escalations");
    await expectAccessible(page);
    await dialog.getByLabel("What you saw").fill("says it will be tonight, at the bridge");
    await dialog.getByRole("button", { name: "Yes, a life is threatened" }).click();
    await expect(page.getByRole("region", { name: "Emergency: a life is threatened" })).toContainText(
      "at the bridge",
    );
    // It left my hands by going there, not because my time was over.
    await expect(page.getByText("Your claim ran out.")).toHaveCount(0);
    await expectAccessible(page);
  });

  await test.step("every page says that it waits, and its queue shows it first", async () => {
    await visit(page, "/queues/escalations");
    await expect(page.locator("tbody [data-row]").first()).toHaveText(last.toLocaleString("en"));
    await expect(page.locator("tbody tr").first()).toContainText("fears for a life");
    await expectAccessible(page);
    await visit(page, `/cases/${second}`);
    const notice = page.getByRole("region", { name: "Emergencies" });
    await expect(notice).toContainText("An emergency waits.");
    await notice.getByRole("link", { name: "Open it" }).click();
    await page.waitForURL(`**/cases/${last}`);
  });

  await test.step("it cannot be decided before the required steps are done, each with who and when", async () => {
    await claimCase(page, last);
    await page.keyboard.press("a");
    await page.keyboard.press("Enter");
    await expect(page.getByText(/This is an emergency\. First: /)).toBeVisible();
    const emergency = page.getByRole("region", { name: "Emergency: a life is threatened" });
    await expect(emergency).toContainText("4 required steps are left");
    // The key leads to the first step that is open.
    await page.keyboard.press("Shift+E");
    await expect(emergency.getByRole("checkbox").first()).toBeFocused();
    await emergency.getByLabel(/^Note on: Contact the emergency services/).fill("ref 4711");
    for (const nth of [0, 1, 2, 3]) {
      await emergency.getByRole("checkbox").nth(nth).click();
      await expect(emergency.getByRole("checkbox").nth(nth)).toBeChecked();
    }
    await expect(emergency).toContainText("ref 4711");
    await expect(emergency).toContainText("All required steps are done");
    await expectAccessible(page);
  });

  await test.step("the same in Persian, from right to left", async () => {
    await page.request.put("/api/console/preferences", { data: { locale: "fa" } });
    await page.reload();
    await expect(page.getByRole("region", { name: "اضطراری: جان کسی در خطر است" })).toContainText(
      "همهٔ کارهای ضروری انجام شده است",
    );
    await expectAccessible(page);
    await visit(page, "/settings/escalation");
    await expect(page.getByRole("heading", { name: "ارجاع", exact: true })).toBeVisible();
    await expectAccessible(page);
    await page.request.put("/api/console/preferences", { data: { locale: "en" } });
  });

  await test.step("then it is decided", async () => {
    await visit(page, `/cases/${last}`);
    // The checklist comes once the page is alive, and its keys with it.
    await expect(page.getByRole("region", { name: "Emergency: a life is threatened" })).toBeVisible();
    await page.keyboard.press("a");
    await page.keyboard.press("Enter");
    await expect
      .poll(
        async () => (await ask<{ state: string }>("SELECT state FROM cases WHERE number = $1", [last]))[0],
      )
      .toEqual({ state: "decided" });
    await visit(page, "/queues");
    await expect(page.getByRole("region", { name: "Emergencies" })).toBeHidden();
  });
});
