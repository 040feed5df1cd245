// Prints the SQL of the next migration: what prisma/schema.prisma has that the migrations do not.
import { Client } from "pg";
import { applyMigrations } from "#lib/db/apply-migrations.ts";
import { diffSchema } from "#lib/db/diff-schema.ts";
import { startEmbeddedPostgres } from "#lib/db/embedded-postgres.ts";

const server = await startEmbeddedPostgres({ directory: ".data/diff", password: "diff", disposable: true });
try {
  const admin = new Client({ connectionString: server.url("postgres") });
  await admin.connect();
  await admin.query("CREATE DATABASE docket");
  await admin.end();
  await applyMigrations(server.url("docket"));
  process.stdout.write(`${await diffSchema(server.url("docket"))}\n`);
} finally {
  await server.stop();
}
