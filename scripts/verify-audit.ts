// `npm run audit:verify`: walks the audit log's hash chain and says whether anything was changed.
import { verifyAudit } from "#lib/audit/index.ts";
import { openDatabase } from "#lib/db/index.ts";
import { applyInstallation } from "./installation.ts";

applyInstallation();
const url = process.env.DATABASE_URL;
if (!url) fail("There is no database to look at: start Docket first (npm start), or set DATABASE_URL.");

const database = openDatabase(url, 1);
try {
  const startedAt = Date.now();
  const verdict = await verifyAudit(database, process.stderr.isTTY ? showEntries : undefined);
  if (process.stderr.isTTY) process.stderr.write("\r");
  if (!verdict.intact)
    fail(
      `The audit log is broken at entry ${verdict.sequence}: ${verdict.problem}. Entries from there on prove nothing.`,
    );
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  console.log(`The audit log is intact: ${verdict.entries} entries (${seconds} s).\nhead ${verdict.head}`);
} catch (error) {
  fail(
    `The database cannot be read: ${reasonOf(error)}.\nIs Docket running (npm start)? Or set DATABASE_URL to its database.`,
  );
} finally {
  await database.$disconnect();
}

function showEntries(entries: bigint): void {
  process.stderr.write(`\r${entries} entries`);
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: { kind?: string } };
  if (/ECONNREFUSED|DatabaseNotReachable/.test(`${message} ${cause?.kind}`)) return "nothing answers there";
  if (/TableDoesNotExist|does not exist/.test(`${message} ${cause?.kind}`)) return "it has no Docket in it";
  return message.trim().split("\n").at(-1) ?? "unknown error";
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
