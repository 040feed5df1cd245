import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { Client } from "pg";
import type { Role } from "#lib/auth/permissions.ts";
import { E2E } from "../../playwright.config.ts";
import { ConsoleSession } from "../bench/console-session.ts";
import { demo } from "./people.ts";

export interface NewPerson {
  id: string;
  name: string;
  email: string;
  password: string;
}

/** Somebody of a story's own, whom an admin has invited: what they set for themselves disturbs no other story. */
export async function aNewPerson(role: Role): Promise<NewPerson> {
  const admin = demo().people.find((one) => one.role === "admin");
  const session = await ConsoleSession.signIn(
    `http://localhost:${E2E.port}`,
    admin?.email ?? "",
    admin?.password ?? "",
  );
  const tag = randomUUID().slice(0, 8);
  const person = {
    name: `Story ${tag}`,
    email: `story-${tag}@docket.local`,
    password: `a long password ${tag}`,
  };
  const { id } = await session.post<{ id: string }>("/api/console/people", { ...person, roles: [role] });
  return { id, ...person };
}

/** Signs in through the page, as a person does. */
export async function signInAs(page: Page, person: NewPerson): Promise<void> {
  await page.goto("/sign-in");
  await page.locator("input[type=email]").fill(person.email);
  await page.locator("input[type=password]").fill(person.password);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !["/", "/sign-in"].includes(url.pathname));
  await page.getByRole("navigation").first().waitFor();
  await page.waitForLoadState("networkidle");
}

/** One statement on the database of the Docket under test. */
export async function ask<T extends object>(sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new Client({ connectionString: demo().databaseUrl });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Moves the open cases of these items to a queue of the story's own, in this order, with this severity. */
export async function aQueueOfOwn(externalIds: string[], severity: number): Promise<string> {
  const slug = `story-${randomUUID().slice(0, 8)}`;
  await ask(
    `INSERT INTO queues (id, slug, name, purpose, sla_minutes, position) VALUES ($1, $2, 'Story', 'triage', 600, 90)`,
    [randomUUID(), slug],
  );
  await ask(
    `UPDATE cases c SET queue_id = q.id, severity = $3, rank = 1000 - array_position($2::text[], i.external_id)
     FROM items i, queues q
     WHERE i.id = c.item_id AND q.slug = $1 AND i.external_id = ANY ($2) AND c.state = 'open' AND c.purpose = 'triage'`,
    [slug, externalIds, severity],
  );
  return slug;
}
