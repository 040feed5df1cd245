import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { afterAll, inject } from "vitest";

// Every test file gets a database of its own, copied from the migrated one: files run side by side.
const name = `test_${randomBytes(6).toString("hex")}`;
const admin = new Client({ connectionString: inject("postgresUrl") });
await admin.connect();
for (let attempt = 0; ; attempt++) {
  try {
    await admin.query(`CREATE DATABASE ${name} TEMPLATE template_docket`);
    break;
  } catch (error) {
    // Two files copying the template at once: the second one asks again.
    if (attempt > 50 || (error as { code?: string }).code !== "55006") throw error;
  }
}
const url = new URL(inject("postgresUrl"));
url.pathname = `/${name}`;
Object.assign(process.env, {
  NODE_ENV: "test",
  DATABASE_URL: url.toString(),
  DOCKET_SECRET: "a secret for tests, long enough to be taken",
  LOG_LEVEL: "silent",
  // Tests of the sample say what they draw; in all others an item has the cases it is about.
  PREVALENCE_RATE: "0",
  ALLOW_PRIVATE_WEBHOOKS: "true",
  ALLOW_PRIVATE_MEDIA: "true",
  DOCKET_DATA_DIR: ".data/test-files",
});

afterAll(async () => {
  const { db } = await import("#lib/db/index.ts");
  const { closeJobSender } = await import("#lib/jobs/index.ts");
  await closeJobSender();
  await db().$disconnect();
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await admin.end();
});
