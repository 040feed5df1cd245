import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { Client } from "pg";
import type { Role } from "#lib/auth/permissions.ts";
import { E2E } from "../../playwright.config.ts";
import { ConsoleSession } from "../bench/console-session.ts";
import { demo, enter } from "./people.ts";

export interface NewPerson {
  id: string;
  name: string;
  email: string;
  password: string;
}

/** One sign-in for all the people that the stories of one process invite. */
let admin: Promise<ConsoleSession> | undefined;

function signInAdmin(): Promise<ConsoleSession> {
  const person = demo().people.find((one) => one.role === "admin");
  return ConsoleSession.signIn(`http://localhost:${E2E.port}`, person?.email ?? "", person?.password ?? "");
}

/** Somebody of a story's own, whom an admin has invited: what they set for themselves disturbs no other story. */
export async function aNewPerson(role: Role): Promise<NewPerson> {
  admin ??= signInAdmin();
  const session = await admin;
  const tag = randomUUID().slice(0, 8);
  const person = {
    name: `Story ${tag}`,
    email: `story-${tag}@docket.local`,
    password: `a long password ${tag}`,
  };
  const { id } = await session.post<{ id: string }>("/api/console/people", { ...person, roles: [role] });
  return { id, ...person };
}

/** Signs in. */
export const signInAs = (page: Page, { email, password }: NewPerson): Promise<void> =>
  enter(page, email, password);

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
