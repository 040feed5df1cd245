import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LoopbackApi } from "./testing.ts";

const SCRIPT = path.resolve("scripts/ingest.ts");
const api = new LoopbackApi();
let folder: string;
let file: string;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "docket-ingest-"));
  file = path.join(folder, "posts.jsonl");
  api.requests.length = 0;
  api.known.clear();
  api.script = () => undefined;
  await api.start();
});
afterEach(async () => {
  await api.stop();
  rmSync(folder, { recursive: true, force: true });
});

function run(...args: string[]): {
  child: ChildProcess;
  ended: Promise<{ code: number | null; output: string }>;
} {
  const { NODE_OPTIONS: _, DOCKET_API_KEY: __, ...env } = process.env;
  // In a folder of its own, so that no installation is found and positions are kept there.
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", SCRIPT, ...args], {
    cwd: folder,
    env: { ...env, INIT_CWD: folder },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const ended = new Promise<{ code: number | null; output: string }>((resolve) =>
    child.once("close", (code) => resolve({ code, output })),
  );
  return { child, ended };
}

const toApi = () => [file, "--url", api.url, "--key", "dk_test", "--batch", "10"];
const write = (count: number, text = "hi") =>
  writeFileSync(
    file,
    Array.from({ length: count }, (_, i) => `${JSON.stringify({ id: `p${i}`, text })}\n`).join(""),
  );

// Each starts the script once or twice; on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 60_000 });

describe("npm run ingest", () => {
  it("killed with SIGKILL and run again: no line is lost, only batches under way are repeated", async () => {
    write(100);
    const { child, ended } = run(...toApi());
    const held = 5;
    api.script = (_, nth) => nth >= held && (nth > held || child.kill("SIGKILL") || true);
    await ended;
    const before = api.requests.length;
    api.script = () => undefined;
    const again = await run(...toApi()).ended;
    expect(again.code).toBe(0);
    expect(again.output).toContain("going on behind line");
    const ids = api.requests.slice(before).flatMap(({ items }) => items.map((item) => item.externalId));
    const answered = api.requests
      .slice(0, held - 1)
      .flatMap(({ items }) => items.map((item) => item.externalId));
    expect(new Set([...answered, ...ids]).size).toBe(100);
    expect(ids.length).toBeLessThanOrEqual(100 - answered.length + 2 * 10);
    expect(again.output).toMatch(/100 sent: \d+ accepted, \d+ unchanged\. 0 refused\./);
  });

  it("ends with 2 and lists the lines when some were refused", async () => {
    write(3, "refuse me");
    const { code, output } = await run(...toApi()).ended;
    expect(code).toBe(2);
    expect(output).toContain("line 1 (p0): text: not this");
    expect(output).toContain(`${file}.refused.jsonl`);
  });

  it("ends with 1 and a sentence when it cannot go on", async () => {
    write(1);
    const { code, output } = await run(file, "--url", api.url).ended;
    expect(code).toBe(1);
    expect(output).toContain("No API key. Set DOCKET_API_KEY");
    expect(output).not.toContain("at main");
  });

  it("a dry run checks what the API would check, and sends nothing", async () => {
    writeFileSync(file, '{"id":"1","text":"hi"}\n{"id":"2","text":""}\n{"id":"3","text":"x","lang":"??"}\n');
    const { code, output } = await run(file, "--dry-run").ended;
    expect(code).toBe(2);
    expect(output).toContain("1 right, 2 would be refused");
    expect(output).toContain("line 2 (2): text: text or media is required");
    expect(output).toContain("line 3 (3): language: should be a BCP 47 tag");
    expect(api.requests).toHaveLength(0);
  });

  it("reads standard input", async () => {
    const { child, ended } = run("-", ...toApi().slice(1));
    child.stdin?.end('{"id":"1","text":"hi"}\n');
    expect((await ended).code).toBe(0);
    expect(api.known).toEqual(new Set(["1"]));
  });
});
