import { expect, test } from "@playwright/test";
import { ConsoleSession } from "./bench/console-session.ts";
import { OIDC } from "./support/oidc.ts";
import { demo, hydrated, start } from "./support/people.ts";

/** The test's identity provider takes a cookie for the person who sits at the browser. */
const sitting = (who: "lead" | "stranger") => ({ name: "who", value: who, url: OIDC.issuer });

test("an invited person signs in through the identity provider with the roles they have here", async ({
  page,
}) => {
  await page.context().addCookies([sitting("lead")]);
  await page.goto("/sign-in");
  await hydrated(page);
  await page.getByRole("button", { name: /single sign-on/i }).click();
  await expect(page).toHaveURL(/\/(queues|policies)/);
  await expect(page.getByText("Lena Lead").first()).toBeVisible();
});

test("a stranger whom the provider vouches for gets no further than the sign-in page", async ({ page }) => {
  await page.context().addCookies([sitting("stranger")]);
  await page.goto("/sign-in");
  await hydrated(page);
  await page.getByRole("button", { name: /single sign-on/i }).click();
  await expect(page).toHaveURL(/sign-in/);
  await expect(page.getByRole("alert").filter({ hasText: /\w/ }).first()).toBeVisible();
});

test("a wrong password is refused without saying which part was wrong, and ten guesses are enough", async ({
  page,
  baseURL,
}) => {
  // Somebody of this test's own: the guesses shut their account for a while.
  const admin = demo().people.find((person) => person.role === "admin");
  const session = await ConsoleSession.signIn(baseURL ?? "", admin?.email ?? "", admin?.password ?? "");
  const email = "guessed@docket.local";
  await session.post("/api/console/people", {
    email,
    name: "Guessed",
    roles: ["annotator"],
    password: crypto.randomUUID(),
  });
  for (let guess = 0; guess < 11; guess++) {
    await page.goto("/sign-in");
    await hydrated(page);
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(`wrong ${guess}`);
    await page.getByRole("button", { name: /^sign in/i }).click();
    await expect(page.getByRole("alert").filter({ hasText: /\w/ }).first()).toBeVisible();
  }
  await expect(
    page
      .getByRole("alert")
      .filter({ hasText: /many|later|wait/i })
      .first(),
  ).toBeVisible();
});

test("signing out ends the session itself: a copy of its cookie opens nothing", async ({ page, browser }) => {
  await start(page, "annotator");
  const copy = await browser.newContext({ storageState: await page.context().storageState() });
  expect((await copy.request.get("/api/console/me/sessions")).status()).toBe(200);
  await page.getByRole("button", { name: /Anna Annotator/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
  expect((await copy.request.get("/api/console/me/sessions")).status()).toBe(401);
  await copy.close();
});

test("a page of the console sends somebody who is not signed in to sign in, and back", async ({ page }) => {
  await page.goto("/queues/care");
  await expect(page).toHaveURL(/sign-in/);
});
