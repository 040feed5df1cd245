import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { E2E } from "../../playwright.config.ts";
import { readInstallation } from "../../scripts/installation.ts";

export type DemoRole = "moderator" | "annotator" | "lead" | "admin";

/** What the Docket under test printed when it started. */
export function demo() {
  const installation = readInstallation(E2E.dataFolder);
  if (!installation?.demo || !installation.databaseUrl) throw new Error("The Docket under test has no demo.");
  return { ...installation.demo, databaseUrl: installation.databaseUrl };
}

/** Signs in through the page, as a person does. */
export async function signIn(page: Page, role: DemoRole, nth = 0): Promise<void> {
  const person = demo().people.filter((one) => one.role === role)[nth];
  await page.goto("/sign-in");
  await page.getByLabel(/e-mail|رایانامه|ایمیل/i).fill(person?.email ?? "");
  await page.getByLabel(/password|گذرواژه|رمز/i).fill(person?.password ?? "");
  await page.getByRole("button", { name: /^(sign in|ورود)/i }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** The platform's side of the API. */
export function platform(request: APIRequestContext) {
  const headers = { authorization: `Bearer ${demo().apiKey}` };
  return {
    send: async (item: object) => {
      const response = await request.post("/api/v1/content", { headers, data: item });
      expect(response.status()).toBe(202);
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
