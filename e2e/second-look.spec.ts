import { type Browser, expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { caseNumberOf, claimCase, platform, signIn, sql, visit } from "./support/people.ts";

test.describe.configure({ timeout: 240_000 });

const WHY_REMOVED = "It calls a group vermin.";
const WHY_ALLOWED = "It quotes the call in order to condemn it.";

async function personAt(browser: Browser, baseURL: string | undefined, role: "moderator" | "lead", nth = 0) {
  const page = await (await browser.newContext({ baseURL: baseURL ?? "" })).newPage();
  await signIn(page, role, nth);
  return page;
}

/** Decides the case on the desk by keys, with a note. */
async function decide(page: Page, key: string, note: string, button: string): Promise<void> {
  const field = page.getByRole("main").getByRole("textbox").first();
  // The keys work as soon as the page does.
  await expect(async () => {
    await page.keyboard.press("n");
    await expect(field).toBeFocused({ timeout: 500 });
  }).toPass();
  await field.fill(note);
  await page.keyboard.press("Escape");
  await page.keyboard.press(key);
  const answered = page.waitForResponse((one) => one.request().method() === "POST" && one.status() === 201);
  await page.getByRole("button", { name: button }).click();
  await answered;
}

test("a second person looks without seeing the first, a third settles it, and we talk about it", async ({
  browser,
  baseURL,
  request,
}) => {
  const word = `look${Date.now()}`;
  const externalId = `second-${word}`;
  const [first, second, lead] = await Promise.all([
    personAt(browser, baseURL, "moderator", 0),
    personAt(browser, baseURL, "moderator", 1),
    personAt(browser, baseURL, "lead"),
  ]);

  // A rule asks for a second look of every such post.
  const content = {
    name: `look twice at ${word}`,
    condition: { fact: "text", operator: "contains", value: word },
    actions: [{ kind: "second-look", rate: 1 }],
    stop: false,
  };
  const saved = await lead.request.post("/api/console/rules", { data: { revision: 0, note: "", content } });
  expect(saved.status()).toBe(201);
  const rule = (await saved.json()) as { id: string; revision: number };
  const move = (to: "live" | "off", revision: number) =>
    lead.request.post(`/api/console/rules/${rule.id}/state`, {
      data: { revision, to, version: 1, note: "" },
    });
  expect((await move("live", rule.revision)).ok()).toBe(true);

  const send = platform(request);
  await send.send({
    externalId,
    text: `Those people are vermin, drive them all out. ${word}`,
    language: "en",
  });
  await send.untilRouted(externalId);
  await move("off", rule.revision + 1);

  // The first decides as always, and it takes effect.
  const firstCase = await caseNumberOf(externalId);
  await claimCase(first, firstCase);
  await decide(first, "r", WHY_REMOVED, "Decide and next");
  expect((await send.read(externalId)).state).toBe("actioned");

  // The second sees the post and nothing of that.
  await claimCase(second, await caseNumberOf(externalId));
  await expect(second.getByText("A second look.")).toBeVisible();
  await expect(second.getByRole("article")).toContainText(word);
  await expect(second.getByText(WHY_REMOVED)).toHaveCount(0);
  await expectAccessible(second);
  await decide(second, "a", WHY_ALLOWED, "Answer and next");

  // The third reads both answers, not whose they are, and takes one of them.
  await claimCase(lead, await caseNumberOf(externalId));
  await expect(lead.getByRole("heading", { name: "Two people disagree" })).toBeVisible();
  const allowed = lead.getByRole("region", { name: /Answer [AB]/ }).filter({ hasText: WHY_ALLOWED });
  await expect(
    lead.getByRole("region", { name: /Answer [AB]/ }).filter({ hasText: WHY_REMOVED }),
  ).toBeVisible();
  await expectAccessible(lead);
  await allowed.getByRole("button").click();
  const settled = lead.waitForResponse((one) => one.url().endsWith("/second-look"));
  await lead.getByRole("button", { name: "Settle and next" }).click();
  await settled;
  await expect.poll(async () => (await send.read(externalId)).state).toBe("allowed");

  // The first is told, kindly.
  await visit(first, "/feedback");
  const entry = first.getByRole("region", { name: "Cases that a second person saw differently" });
  await expect(entry).toContainText("settled otherwise, and changed");
  await expect(entry).toContainText(word);
  await expectAccessible(first);

  // The lead makes it practice, and the next person who meets it learns what was expected.
  await visit(lead, "/quality");
  await expect(lead.getByRole("row").filter({ hasText: word })).toContainText("settled");
  await lead.getByRole("button", { name: "Mark as gold" }).click();
  const dialog = lead.getByRole("dialog");
  await dialog.getByLabel("Case number").fill(String(firstCase));
  await dialog.getByLabel("Why").fill(WHY_ALLOWED);
  await dialog.getByRole("button", { name: "Mark as gold" }).click();
  await expect(dialog).toBeHidden();
  await expectAccessible(lead);
  const { rows } = await sql<{ number: number }>(
    `INSERT INTO practice_cases (id, number, gold_id, user_id, claimed_at, claim_expires_at)
     SELECT gen_random_uuid(), nextval('cases_number_seq'), g.id, u.id, now(), now() + interval '10 minutes'
     FROM gold_cases g JOIN cases c ON c.id = g.case_id, users u
     WHERE c.number = $1 AND u.email = 'moderator2@docket.local' RETURNING number`,
    [firstCase],
  );
  await visit(second, `/cases/${rows[0]?.number}`);
  await expect(second.getByRole("article")).toContainText(word);
  await decide(second, "r", "", "Decide and next");
  const told = second.getByRole("status", { name: "Practice" });
  await expect(told).toContainText("expected was Allowed");
  await expect(told).toContainText(WHY_ALLOWED);

  // Two people answer the same case for themselves, and the answers stand side by side.
  await lead.getByRole("button", { name: "New session" }).click();
  const session = lead.getByRole("dialog");
  await session.getByLabel("Name").fill(`Quoted hate ${word}`);
  await session.getByLabel("Words in the item").fill(word);
  await session.getByRole("checkbox", { name: new RegExp(word) }).check();
  await session.getByRole("checkbox", { name: "Mina Moderator" }).check();
  await session.getByRole("checkbox", { name: "Max Moderator" }).check();
  await session.getByRole("button", { name: "Open the session" }).click();
  await lead.waitForURL("**/quality/sessions/*");
  const address = new URL(lead.url()).pathname;
  for (const [page, key] of [
    [first, "r"],
    [second, "a"],
  ] as const) {
    await visit(page, address);
    await expect(page.getByRole("article")).toContainText(word);
    await expectAccessible(page);
    await decide(page, key, "", "Answer and next");
  }
  await expect(second.getByText("people differ", { exact: true })).toBeVisible();
  await expect(second.getByText("Mina Moderator").last()).toBeVisible();
  await second.getByLabel("Note on case").fill("A quotation is no call.");
  await second.getByRole("button", { name: "Add" }).click();
  await expect(second.getByText("A quotation is no call.")).toBeVisible();
  await expectAccessible(second);
  const lines = await second.request.get(`/api/console${address}/answers.jsonl`);
  expect(JSON.parse((await lines.text()).trim())).toMatchObject({ caseNumber: firstCase, agreed: false });
});
