import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { readInstallation } from "../../scripts/installation.ts";

/** A Docket of the benchmark's own, started by its own command. */
export class BenchDocket {
  readonly port: number;
  private process: ChildProcess | undefined;
  private readonly extraEnv: Record<string, string>;

  constructor(port: number, extraEnv: Record<string, string> = {}) {
    this.port = port;
    this.extraEnv = extraEnv;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get installation() {
    const installation = readInstallation(process.env.DOCKET_DATA_DIR);
    if (!installation?.databaseUrl || !installation.demo)
      throw new Error("The benchmark's Docket has not started.");
    return { databaseUrl: installation.databaseUrl, demo: installation.demo };
  }

  /** Starts it and waits for the first page. @returns seconds from the command to that page */
  async start(): Promise<number> {
    const from = performance.now();
    this.process = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "scripts/start.ts"], {
      env: {
        ...process.env,
        PORT: String(this.port),
        DOCKET_URL: this.url,
        DOCKET_DEMO: "0",
        ALLOW_PRIVATE_WEBHOOKS: "true",
        ...this.extraEnv,
      },
      stdio: ["ignore", "ignore", "inherit"],
    });
    const deadline = performance.now() + 240_000;
    while (performance.now() < deadline) {
      const page = await fetch(`${this.url}/sign-in`).catch(() => null);
      if (page?.ok && (await page.text()).includes("Docket")) return (performance.now() - from) / 1000;
      if (this.process.exitCode !== null) throw new Error(`Docket ended with ${this.process.exitCode}.`);
      await pause(50);
    }
    throw new Error("Docket did not come up.");
  }

  /** The processes it started: web, worker, PostgreSQL. */
  childPids(): { pid: number; command: string }[] {
    return children(this.process?.pid ?? -1);
  }

  /** Ends every one of its processes with SIGKILL, PostgreSQL included. */
  async kill(): Promise<void> {
    const pids = [this.process?.pid ?? -1, ...this.childPids().map((child) => child.pid)];
    for (const pid of pids) if (pid > 0) process.kill(pid, "SIGKILL");
    while (pids.some(isAlive)) await pause(20);
  }

  async stop(): Promise<void> {
    if (!this.process || this.process.exitCode !== null) return;
    const ended = new Promise((resolve) => this.process?.once("exit", resolve));
    this.process.kill("SIGTERM");
    await ended;
  }

  /** Resident memory of web and worker now, MiB (VmRSS). */
  appMemoryMb(): number {
    return this.childPids()
      .filter(({ command }) => /web\.ts|workers\/index\.ts/.test(command))
      .reduce((sum, { pid }) => sum + rssMb(pid), 0);
  }
}

function children(parent: number): { pid: number; command: string }[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        const ppid = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
        return ppid === parent
          ? [
              {
                pid: Number(name),
                command: readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " "),
              },
            ]
          : [];
      } catch {
        return [];
      }
    });
}

function rssMb(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function isAlive(pid: number): boolean {
  try {
    // A zombie has ended; only its parent has not looked yet.
    return pid > 0 && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

/** A pause of a measuring loop; benchmarks only. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The q-quantile of a sample, by linear interpolation (Hyndman and Fan, type 7). */
export function quantile(sample: number[], q: number): number {
  const sorted = sample.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** Prints the metrics as a table and writes bench-results/<name>.json. */
export function report(name: string, metrics: Record<string, number>): void {
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  const machine = `${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  mkdirSync("bench-results", { recursive: true });
  const file = path.join("bench-results", `${name}.json`);
  writeFileSync(file, `${JSON.stringify({ name, commit, machine, metrics }, null, 2)}\n`);
  console.log(`\n${name} on ${machine}, commit ${commit}`);
  for (const [key, value] of Object.entries(metrics))
    console.log(`  ${key.padEnd(24)} ${Number(value.toFixed(2))}`);
  console.log(`  written to ${file}`);
}

/** A data folder that holds nothing of an earlier run. */
export function freshData(folder: string): void {
  process.env.DOCKET_DATA_DIR = folder;
  rmSync(path.join(folder, "installation.json"), { force: true });
  rmSync(path.join(folder, "postgres"), { recursive: true, force: true });
}
