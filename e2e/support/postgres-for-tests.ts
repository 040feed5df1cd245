import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { applyMigrations } from "#lib/db/apply-migrations.ts";
import { startEmbeddedPostgres } from "#lib/db/embedded-postgres.ts";
import { openDatabase } from "#lib/db/index.ts";
import { installJobs } from "#lib/jobs/index.ts";
import { syncRoles } from "#lib/people/index.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the test server's maintenance database. */
    postgresUrl: string;
  }
}

/** One real PostgreSQL for all integration tests, with a migrated database to copy from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startEmbeddedPostgres({
    directory: ".data/test-postgres",
    password: "test",
    disposable: true,
  });
  const admin = new Client({ connectionString: server.url("postgres") });
  await admin.connect();
  await admin.query("CREATE DATABASE template_docket");
  await admin.end();
  await applyMigrations(server.url("template_docket"));
  await installJobs(server.url("template_docket"));
  const database = openDatabase(server.url("template_docket"), 1);
  await syncRoles(database);
  await database.$disconnect();
  project.provide("postgresUrl", server.url("postgres"));
  return () => server.stop();
}
