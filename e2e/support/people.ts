import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { Client, type QueryResultRow } from "pg";
import { E2E } from "../../playwright.config.ts";
import { readInstallation } from "../../scripts/installation.ts";

export type DemoRole = "moderator" | "annotator" | "lead" | "admin";

/** What the Docket under test printed when it started. */
export function demo() {
  const installation = readInstallation(E2E.dataFolder);
  if (!installation?.demo || !installation.databaseUrl) throw new Error("The Docket under test has no demo.");
  return { ...installation.demo, databaseUrl: installation.databaseUrl };
}

/** Signs in. */
export async function signIn(page: Page, role: DemoRole, nth = 0): Promise<void> {
  const person = demo().people.filter((one) => one.role === role)[nth];
  await enter(page, person?.email ?? "", person?.password ?? "");
}

/** Signs in and opens the person's first page. */
export async function start(page: Page, role: DemoRole, nth = 0): Promise<void> {
  await signIn(page, role, nth);
  // The home page sends everybody on to where their work is.
  await page.goto("/");
  await page.waitForURL(({ pathname }) => pathname !== "/" && !pathname.startsWith("/sign-in"));
  await alive(page);
}

/** Signs in by the requests that the sign-in page sends: what that page does has stories of its own (people, sign-in). */
export async function enter(page: Page, email: string, password: string): Promise<void> {
  const csrf = await page.request.get("/api/auth/csrf");
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const form = { csrfToken, email, password, json: "true" };
  expect((await page.request.post("/api/auth/callback/credentials", { form })).ok()).toBe(true);
}

/** Opens a page of the console, as soon as what is open lets it; its keys, fields and buttons work. */
export async function visit(page: Page, path: string): Promise<void> {
  await expect(() => page.goto(path)).toPass();
  await alive(page);
}

/** A page of the console is more than the server's picture of it: it is told of changes, and its controls work. */
export async function alive(page: Page): Promise<void> {
  await page.locator('[data-live]:not([data-live="none"])').first().waitFor({ state: "attached" });
  await hydrated(page);
}

/** React has taken up every control that the page shows. */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll("main :is(button, input, select, textarea)")].every((control) =>
      Object.keys(control).some((key) => key.startsWith("__reactProps")),
    ),
  );
}

/** The page hears the key of this command: "desk.extend". A key pressed before is lost. */
export async function hears(page: Page, command: string): Promise<void> {
  await page.locator(`html[data-keys~="${command}"]`).waitFor({ state: "attached" });
}

/** An admin adds the platform's receiver and is shown its secret once. */
export async function connectReceiver(page: Page, url: string): Promise<string> {
  await signIn(page, "admin");
  const answer = await page.request.post("/api/console/webhooks", { data: { url } });
  expect(answer.status()).toBe(201);
  return ((await answer.json()) as { secret: string }).secret;
}

/** The platform's side of the API. */
export function platform(request: APIRequestContext) {
  const headers = { authorization: `Bearer ${demo().apiKey}` };
  return {
    send: async (item: object) => {
      const response = await request.post("/api/v1/content", { headers, data: item });
      expect(response.status()).toBe(202);
    },
    report: async (report: { externalId: string; reporterExternalId: string; reason: string }) => {
      expect((await request.post("/api/v1/reports", { headers, data: report })).status()).toBe(202);
    },
    read: async (externalId: string) => {
      const response = await request.get(`/api/v1/items/${encodeURIComponent(externalId)}`, { headers });
      return (await response.json()) as {
        state: string;
        decisions: { action: string; source: string; reverses: string | null }[];
      };
    },
    /** Resolves when the item has left `pending`. */
    untilRouted: async (externalId: string) => {
      await expect
        .poll(
          async () =>
            (await request.get(`/api/v1/items/${encodeURIComponent(externalId)}`, { headers }))
              .json()
              .then((item) => item.state),
          { timeout: 30_000 },
        )
        .not.toBe("pending");
    },
  };
}

/** One statement on the database of the Docket under test. */
export async function sql<Row extends QueryResultRow>(text: string, values: unknown[] = []) {
  const client = new Client({ connectionString: demo().databaseUrl });
  await client.connect();
  try {
    return await client.query<Row>(text, values);
  } finally {
    await client.end();
  }
}

/** The number of the case that an item waits in. */
export async function caseNumberOf(externalId: string): Promise<number> {
  const { rows } = await sql<{ number: number }>(
    "SELECT c.number FROM cases c JOIN items i ON i.id = c.item_id WHERE i.external_id = $1 AND c.state = 'open' AND c.purpose <> 'prevalence'",
    [externalId],
  );
  const number = rows[0]?.number;
  if (number === undefined) throw new Error(`${externalId} waits in no case.`);
  return number;
}

/** Opens a case by its address and claims it by its key. */
export async function claimCase(page: Page, number: number): Promise<void> {
  await page.goto(`/cases/${number}`);
  await pressClaim(page);
}

/** Claims the case on the desk unless it is claimed already: the next one of a queue comes with its claim. */
async function pressClaim(page: Page): Promise<void> {
  const mine = page.locator('html[data-keys~="desk.extend"]');
  await expect(async () => {
    await page
      .locator('html:is([data-keys~="desk.claim"], [data-keys~="desk.extend"])')
      .waitFor({ state: "attached", timeout: 2000 });
    if ((await mine.count()) === 0) await page.keyboard.press("c");
    await mine.waitFor({ state: "attached", timeout: 2000 });
  }).toPass();
}

/** Jumps from a page of the console to a case and claims it, by keys alone. */
export async function openCase(page: Page, number: number): Promise<void> {
  await alive(page);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.type(String(number));
  await expect(page.getByRole("option").first()).toContainText(/\d|[۰-۹]/);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/cases/${number}`);
  await expect(page.getByRole("dialog")).toBeHidden();
  await pressClaim(page);
}
