// `npm test`: every check there is, on a real PostgreSQL and in a real Chromium. Stops at the first that fails.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { z } from "zod";
import { findChromium } from "../e2e/support/find-chromium.ts";
import { buildIfStale } from "./build-if-stale.ts";

const started = Date.now();
let passed = 0;
let skipped = 0;

rmSync("test-results", { recursive: true, force: true });
mkdirSync("test-results", { recursive: true });
if (!existsSync("lib/db/generated/client.ts")) await step("prisma client", "prisma", ["generate"]);
await Promise.all([
  step("format and lint", "biome", ["check", "."]),
  step("import rules", "npm", ["run", "--silent", "imports"]),
  step("unused code", "knip", []),
  step("types", "npm", ["run", "--silent", "types"]),
]);
// Alone: one of them writes deliberate breaches of the import rules into the tree.
await step("unit tests", ...vitest("unit"));
count("test-results/unit.json");
await Promise.all([step("integration tests", ...vitest("integration")), building()]);
count("test-results/integration.json");
ensureChromium();
await step("end-to-end tests", "playwright", ["test"]);
countE2e();
console.log(`\nEverything passed in ${seconds(started)}.`);
console.log(`${passed} passed, 0 failed, ${skipped} skipped`);

function vitest(project: string): [string, string[]] {
  return [
    "vitest",
    [
      "run",
      "--project",
      project,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=test-results/${project}.json`,
    ],
  ];
}

async function step(name: string, command: string, args: string[]): Promise<void> {
  const from = Date.now();
  const output: Buffer[] = [];
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, FORCE_COLOR: "0", CI: "true" },
  });
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  const code = await new Promise((resolve) => child.once("close", resolve));
  console.log(`${code === 0 ? "ok  " : "FAIL"} ${name} (${seconds(from)})`);
  if (code === 0) return;
  process.stdout.write(Buffer.concat(output));
  console.log(`\n${name} failed.\n${passed} passed, 1 failed`);
  process.exit(1);
}

async function building(): Promise<void> {
  const from = Date.now();
  try {
    const built = await buildIfStale();
    console.log(`ok   web application ${built ? "built" : "up to date"} (${seconds(from)})`);
  } catch (error) {
    console.log(`FAIL ${(error as Error).message}\n${passed} passed, 1 failed`);
    process.exit(1);
  }
}

function ensureChromium(): void {
  if (findChromium()) return;
  console.log("     no Chromium on this system: installing one");
  const debian = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  const tries = debian
    ? [
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "chromium-headless-shell"],
        // Where a Debian has it in no package of its own.
        ["apt-get", "install", "-y", "-qq", "chromium"],
      ]
    : [["playwright", "install", "chromium"]];
  for (const [command = "", ...args] of tries) {
    if (findChromium()) return;
    spawnSync(command, args, {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  }
}

function count(file: string): void {
  const counts = z
    .object({ numPassedTests: z.number(), numPendingTests: z.number() })
    .parse(JSON.parse(readFileSync(file, "utf8")));
  passed += counts.numPassedTests;
  skipped += counts.numPendingTests;
}

function countE2e(): void {
  const { stats } = z
    .object({ stats: z.object({ expected: z.number(), skipped: z.number() }) })
    .parse(JSON.parse(readFileSync("test-results/e2e.json", "utf8")));
  passed += stats.expected;
  skipped += stats.skipped;
}

function seconds(from: number): string {
  return `${((Date.now() - from) / 1000).toFixed(1)} s`;
}
