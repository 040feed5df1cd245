// `npm start`: everything Docket needs, from one command. Ctrl-C stops all of it.
import { type ChildProcess, fork } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { Client } from "pg";
import { applyMigrations } from "#lib/db/apply-migrations.ts";
import { type EmbeddedServer, startEmbeddedPostgres } from "#lib/db/embedded-postgres.ts";
import { EnvironmentError, parseEnv } from "#lib/env.ts";
import { installJobs } from "#lib/jobs/index.ts";
import { buildIfStale } from "./build-if-stale.ts";
import { buildImageModel } from "./build-image-model.ts";
import { DATA_FOLDER, type Installation, openInstallation, writeInstallation } from "./installation.ts";

const PID_FILE = path.join(DATA_FOLDER, "docket.pid");
const startedAt = Date.now();

/** A reason not to start that a person can act on; printed without a stack. */
class CannotStart extends Error {}

const children: ChildProcess[] = [];
let postgres: EmbeddedServer | undefined;
let stopping = false;

process.on("SIGINT", () => void stop(0));
process.on("SIGTERM", () => void stop(0));

try {
  await main();
} catch (error) {
  const expected = error instanceof CannotStart || error instanceof EnvironmentError;
  console.error(`\nDocket cannot start. ${expected ? (error as Error).message : (error as Error).stack}\n`);
  await stop(1);
}

async function main(): Promise<void> {
  checkFolder();
  checkOtherRun();
  const port = Number(process.env.PORT || 3000);
  await checkPort(port);
  const installation = openInstallation();

  const building = say(
    "web application",
    buildIfStale().then((built) => (built ? "built" : "up to date")),
  );
  building.catch(() => undefined);
  await say(
    "image model",
    buildImageModel(process.env.MODELS_DIR || undefined).then(
      (built) => (built ? "built" : "up to date"),
      // Without it pictures are matched and shown, and people look at them.
      (error: Error) => `not built, pictures stay unscored: ${error.message}`,
    ),
  );
  const databaseUrl = await database(installation);
  const url = process.env.DOCKET_URL || `http://localhost:${port}`;
  Object.assign(process.env, {
    NODE_ENV: "production",
    DATABASE_URL: databaseUrl,
    DOCKET_SECRET: process.env.DOCKET_SECRET || installation.secret,
    DOCKET_URL: url,
    PORT: String(port),
  });
  parseEnv(process.env);
  await say(
    "migrations",
    applyMigrations(databaseUrl).then((names) => (names.length > 0 ? names.join(", ") : "up to date")),
  );
  await say(
    "job queues",
    installJobs(databaseUrl).then(() => "ready"),
  );

  // Loaded now: it needs the environment set above.
  const { seed } = await import("../prisma/seed.ts");
  const seeded = await say(
    "seed",
    seed({ demo: process.env.DOCKET_DEMO !== "0" }).then((made) => made),
    (made) => made.summary,
  );
  const running = { ...installation, databaseUrl, url, demo: seeded.demo ?? installation.demo };
  writeInstallation(running);

  await building;
  await Promise.all([startProcess("scripts/web.ts", "web"), startProcess("workers/index.ts", "worker")]);
  printWelcome(running);
}

function checkFolder(): void {
  try {
    mkdirSync(DATA_FOLDER, { recursive: true, mode: 0o711 });
    accessSync(DATA_FOLDER, constants.W_OK | constants.X_OK);
    writeFileSync(path.join(DATA_FOLDER, ".write-test"), "");
    rmSync(path.join(DATA_FOLDER, ".write-test"));
  } catch {
    throw new CannotStart(
      `The folder ${path.resolve(DATA_FOLDER)} cannot be written. Make it writable for this user, or start from a folder that is.`,
    );
  }
}

function checkOtherRun(): void {
  const pid = existsSync(PID_FILE) ? Number(readFileSync(PID_FILE, "utf8")) : 0;
  if (pid && pid !== process.pid && isDocket(pid))
    throw new CannotStart(`It is running already as process ${pid}. Stop that one first (kill ${pid}).`);
  if (pid) console.log("  the last run ended without cleaning up; its data is kept");
  writeFileSync(PID_FILE, String(process.pid));
}

function isDocket(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("scripts/start.ts");
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" && existsSync("/proc") === false;
  }
}

function checkPort(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        new CannotStart(
          error.code === "EADDRINUSE"
            ? `Port ${port} is in use. Stop what uses it, or choose another: PORT=${port + 1} npm start`
            : `Port ${port} cannot be used (${error.code}). Choose another: PORT=3000 npm start`,
        ),
      ),
    );
    probe.listen(port, process.env.HOST || "127.0.0.1", () => probe.close(() => resolve()));
  });
}

async function database(installation: Installation): Promise<string> {
  if (process.env.DATABASE_URL) {
    const client = new Client({
      connectionString: process.env.DATABASE_URL,
      connectionTimeoutMillis: 10_000,
    });
    await client.connect().catch((error: Error) => {
      throw new CannotStart(`DATABASE_URL cannot be reached: ${error.message || "no answer"}.`);
    });
    await client.end();
    return process.env.DATABASE_URL;
  }
  postgres = await say(
    "PostgreSQL",
    startEmbeddedPostgres({
      directory: path.join(DATA_FOLDER, "postgres"),
      password: installation.postgresPassword,
    }),
    ({ data }) =>
      `embedded, data in ${path.relative(".", data).startsWith("..") ? data : path.relative(".", data)}`,
  );
  void postgres.ended.then(() => {
    if (!stopping) console.error("PostgreSQL ended; stopping.");
    void stop(1);
  });
  const admin = new Client({ connectionString: postgres.url("postgres") });
  await admin.connect().catch((error: Error & { code?: string }) => {
    if (error.code !== "28P01") throw error;
    throw new CannotStart(
      `The data in ${DATA_FOLDER}/postgres was made with another password than ${DATA_FOLDER}/installation.json holds. Bring back that file, or remove the data to start anew.`,
    );
  });
  const { rowCount } = await admin.query("SELECT 1 FROM pg_database WHERE datname = 'docket'");
  if (rowCount === 0) await admin.query("CREATE DATABASE docket");
  await admin.end();
  return postgres.url("docket");
}

function startProcess(file: string, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(file, {
      execArgv: ["--disable-warning=ExperimentalWarning"],
      env: { ...process.env, LOG_LEVEL: process.env.LOG_LEVEL || "warn" },
    });
    children.push(child);
    child.once("message", () => resolve());
    child.once("exit", (code) => {
      if (stopping) return;
      reject(new CannotStart(`The ${name} process ended (exit ${code}); its last lines above say why.`));
      console.error(`The ${name} process ended (exit ${code}); stopping.`);
      void stop(1);
    });
  });
}

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  await Promise.all(
    children.map((child) => {
      const ended = child.exitCode !== null || child.signalCode !== null;
      child.kill("SIGTERM");
      return ended ? undefined : new Promise((resolve) => child.once("exit", resolve));
    }),
  );
  await postgres?.stop();
  if (existsSync(PID_FILE) && readFileSync(PID_FILE, "utf8") === String(process.pid)) rmSync(PID_FILE);
  process.exit(code);
}

async function say<T>(what: string, work: Promise<T>, tell: (result: T) => string = String): Promise<T> {
  const from = Date.now();
  const result = await work;
  console.log(`  ${what.padEnd(16)} ${tell(result)} (${((Date.now() - from) / 1000).toFixed(1)} s)`);
  return result;
}

function printWelcome(installation: Installation): void {
  const lines = [
    `\nDocket is running at ${installation.url} (started in ${((Date.now() - startedAt) / 1000).toFixed(1)} s)`,
  ];
  if (installation.demo) {
    lines.push("", "Sign in with");
    for (const { role, email, password } of installation.demo.people)
      lines.push(`  ${role.padEnd(10)} ${email.padEnd(26)} ${password}`);
    lines.push(
      "",
      `Platform API key  ${installation.demo.apiKey}`,
      `API reference     ${installation.url}/reference`,
    );
  }
  console.log(`${lines.join("\n")}\n\nCtrl-C stops it.`);
}
