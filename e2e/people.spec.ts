import { randomUUID } from "node:crypto";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { expectAccessible } from "./support/accessible.ts";
import { caseNumberOf, claimCase, hydrated, platform, signIn, sql, visit } from "./support/people.ts";

const PASSWORD = "a long enough password";
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });

/** A person of this story's own, made as an admin's script would. */
async function aPerson(admin: Page, roles: string[], name: string): Promise<{ email: string; id: string }> {
  const email = `${randomUUID()}@docket.local`;
  const answer = await admin.request.post("/api/console/people", {
    data: { email, name, roles, password: PASSWORD },
  });
  expect(answer.status()).toBe(201);
  return { email, id: ((await answer.json()) as { id: string }).id };
}

async function enter(page: Page, email: string, code?: string): Promise<void> {
  await page.goto("/sign-in");
  await hydrated(page);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  if (code) {
    await page.getByLabel("Code").fill(code);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
  }
  await page.waitForURL(({ pathname }) => pathname !== "/" && !pathname.startsWith("/sign-in"));
}

const elsewhere = async (browser: Browser) => (await browser.newContext()).newPage();
const actions = async (page: Page, name: string, action: string) => {
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: action }).click();
};

test("point 14: I invite somebody into one queue; they choose a password, and see that queue alone", async ({
  page,
  browser,
}) => {
  const name = `Ines ${randomUUID().slice(0, 6)}`;
  await signIn(page, "admin");
  await visit(page, "/settings/people");
  await page.getByRole("button", { name: "Invite a person" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("E-mail").fill(`${randomUUID()}@docket.local`);
  await page.getByRole("checkbox", { name: "Moderator" }).check();
  await page.getByText("Holds everywhere").click();
  await page.getByRole("checkbox", { name: "Hate and harassment" }).check();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Make the link" }).click();
  const link = (await page.getByTestId("secret").textContent()) ?? "";
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("region", { name: "Open invitations" })).toContainText(name);

  const guest = await elsewhere(browser);
  await guest.goto(new URL(link).pathname);
  await expectAccessible(guest);
  await guest.getByLabel("Choose a password").fill(PASSWORD);
  await guest.getByRole("button", { name: "Make my account" }).click();
  await guest.waitForURL("**/settings/security");
  await guest.goto("/queues");
  await expect(guest.getByRole("region", { name: "Queues" }).getByRole("link")).toHaveCount(1);
  expect((await guest.goto("/queues/care"))?.ok()).toBeDefined();
  await expect(guest.getByText("Not found")).toBeVisible();
  await guest.goto(new URL(link).pathname);
  await expect(guest.getByText("This link does not work any more")).toBeVisible();
  await guest.context().close();
});

test("point 14: a page that is not mine says what is missing and whom to ask, as a 403", async ({ page }) => {
  await signIn(page, "moderator");
  const answer = await page.goto("/settings/people");
  expect(answer?.status()).toBe(403);
  await expect(page.getByText("“Manage people and roles”")).toBeVisible();
  await expect(page.getByText(/Adam Admin.* can change that/)).toBeVisible();
  await expectAccessible(page);
});

test("point 14: a role I make and change counts from the next click, and its people get another when it goes", async ({
  page,
  browser,
}) => {
  const role = `Night ${randomUUID().slice(0, 6)}`;
  await signIn(page, "admin");
  await visit(page, "/settings/roles");
  await page.getByRole("button", { name: "New role" }).click();
  await page.getByLabel("Name", { exact: true }).fill(role);
  for (const may of ["See queues", "Read cases", "Claim and decide cases"])
    await page.getByRole("checkbox", { name: may }).check();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row").filter({ hasText: role })).toContainText("Claim and decide cases");
  const { rows } = await sql<{ id: string }>("SELECT id FROM roles WHERE name = $1", [role]);
  const { email } = await aPerson(page, [rows[0]?.id ?? ""], "Nora Night");
  const nora = await elsewhere(browser);
  await enter(nora, email);
  await visit(nora, "/queues/hate-harassment");
  await expect(nora.getByRole("button", { name: /review next/i })).toBeVisible();

  await page.getByRole("button", { name: `Change ${role}` }).click();
  await page.getByRole("checkbox", { name: "See queues" }).uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  expect((await nora.goto("/queues"))?.status()).toBe(403);
  await expect(nora.getByText("“See queues”")).toBeVisible();

  await page.getByRole("button", { name: `Remove ${role}` }).click();
  await expect(page.getByRole("dialog").getByRole("button", { name: "Remove" })).toBeDisabled();
  await page.getByLabel("They get instead").selectOption({ label: "Moderator" });
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("row").filter({ hasText: role })).toHaveCount(0);
  expect((await nora.goto("/queues"))?.status()).toBe(200);
  await nora.context().close();
});

test("point 14: my role is taken from me in the middle of a case: I am told why, and my note is there when it comes back", async ({
  page,
  browser,
}) => {
  await signIn(page, "admin");
  const { email, id } = await aPerson(page, ["moderator"], "Mo Midway");
  const mo = await elsewhere(browser);
  const externalId = randomUUID();
  const api = platform(mo.request);
  await api.send({
    externalId,
    text: `Those people are vermin, drive them all out ${externalId}`,
    language: "en",
  });
  await api.untilRouted(externalId);
  const number = await caseNumberOf(externalId);
  await enter(mo, email);
  await claimCase(mo, number);
  await mo.getByRole("textbox", { name: "Only colleagues" }).fill("Half of a thought");
  const become = async (role: string) =>
    expect((await page.request.patch(`/api/console/people/${id}`, { data: { roles: [role] } })).ok()).toBe(
      true,
    );
  await become("annotator");
  await expect(mo.getByText("“Read cases”")).toBeVisible();
  await expect(mo.getByText(/Adam Admin.* can change that/)).toBeVisible();
  await become("moderator");
  await claimCase(mo, number);
  await expect(mo.getByRole("textbox", { name: "Only colleagues" })).toHaveValue("Half of a thought");
  await mo.context().close();
});

test("point 14: I sign in with a second factor, and with a recovery code when my phone is away; I end my other sign-ins", async ({
  page,
  browser,
}) => {
  await signIn(page, "admin");
  const { email } = await aPerson(page, ["moderator"], "Sam Secure");
  const sam = await elsewhere(browser);
  await enter(sam, email);
  await visit(sam, "/settings/security");
  await sam.getByRole("button", { name: "Set up a second factor" }).click();
  await expect(sam.getByRole("img", { name: /QR code/ })).toBeVisible();
  const secret = (await sam.getByTestId("totp-secret").textContent()) ?? "";
  await expectAccessible(sam);
  await sam.getByLabel(/six digits/i).fill(codeOf(secret));
  await sam.getByRole("button", { name: "Turn on" }).click();
  await expect(sam.getByRole("list", { name: "Your recovery codes" }).getByRole("listitem")).toHaveCount(10);
  const codes = await sam
    .getByRole("list", { name: "Your recovery codes" })
    .getByRole("listitem")
    .allTextContents();

  const phone = await elsewhere(browser);
  const used = codeOf(secret, 1);
  await enter(phone, email, used);
  const library = await elsewhere(browser);
  await library.goto("/sign-in");
  await hydrated(library);
  await library.getByLabel("E-mail").fill(email);
  await library.getByLabel("Password").fill(PASSWORD);
  await library.getByRole("button", { name: "Sign in", exact: true }).click();
  await library.getByLabel("Code").fill(used);
  await library.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(library.getByText("wrong, or was used already")).toBeVisible();
  await library.getByLabel("Code").fill(codes[0] ?? "");
  await library.getByRole("button", { name: "Sign in", exact: true }).click();
  await library.waitForURL(({ pathname }) => !["/", "/sign-in"].includes(pathname));

  await sam.reload();
  await sam.getByRole("button", { name: "End all others" }).click();
  await expect(sam.getByRole("button", { name: "End all others" })).toBeHidden();
  await library.goto("/queues");
  await expect(library).toHaveURL(/sign-in/);
  for (const other of [sam, phone, library]) await other.context().close();
});

test("point 14: when I deactivate somebody they are out at once, and their cases go to the colleague I name", async ({
  page,
  browser,
}) => {
  const [leaver, taker] = [`Lou ${randomUUID().slice(0, 6)}`, `Tess ${randomUUID().slice(0, 6)}`];
  await signIn(page, "admin");
  const { email, id } = await aPerson(page, ["moderator"], leaver);
  await aPerson(page, ["moderator"], taker);
  const lou = await elsewhere(browser);
  await enter(lou, email);
  await sql(
    `UPDATE cases SET claimed_by_id = $1, claimed_at = now(), claim_expires_at = now() + interval '10 minutes', version = version + 1
     WHERE id = (SELECT id FROM cases WHERE state = 'open' AND purpose = 'triage' AND claim_expires_at IS NULL ORDER BY rank LIMIT 1)`,
    [id],
  );
  await visit(page, "/settings/people");
  await actions(page, leaver, "Deactivate");
  await page.getByLabel("Cases in hand go to").selectOption({ label: taker });
  await page.getByRole("dialog").getByRole("button", { name: "Deactivate" }).click();
  await expect(page.getByText("1 case handed over")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: leaver })).toContainText("deactivated");
  await expect(lou.getByText("You are signed out").first()).toBeVisible({ timeout: 20_000 });
  await lou.goto("/queues");
  await expect(lou).toHaveURL(/sign-in/);
  await lou.context().close();
});
