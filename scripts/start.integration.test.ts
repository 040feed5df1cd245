import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(path.join(os.tmpdir(), "docket-start-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs `npm start`'s script until it ends; only for starts that must be refused. */
function refusedStart(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "scripts/start.ts"], {
    env: { ...process.env, DATABASE_URL: "", DOCKET_SECRET: "", DOCKET_DATA_DIR: path.join(folder, "data"), ...env },
  });
  let said = "";
  child.stdout.on("data", (chunk) => {
    said += chunk;
  });
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, said })));
}

describe("a start that cannot be says why, without a stack", () => {
  it("a port in use", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const { code, said } = await refusedStart({ PORT: String(port) });
    expect(said).toContain(`Port ${port} is in use`);
    expect(said).not.toMatch(/\n\s+at /);
    expect(code).toBe(1);
    await new Promise((resolve) => server.close(resolve));
  });

  it("a data folder that cannot be written", async () => {
    // A file where the folder should be: root may write anywhere else.
    const blocked = path.join(folder, "a-file");
    writeFileSync(blocked, "");
    const { code, said } = await refusedStart({ DOCKET_DATA_DIR: blocked, PORT: "0" });
    expect(said).toMatch(/cannot be written/);
    expect(said).not.toMatch(/\n\s+at /);
    expect(code).toBe(1);
  });

  it("another Docket on the same data", async () => {
    const data = path.join(folder, "busy");
    mkdirSync(data);
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", "scripts/start.ts"]);
    writeFileSync(path.join(data, "docket.pid"), String(other.pid));
    const { code, said } = await refusedStart({ DOCKET_DATA_DIR: data });
    expect(said).toContain(`running already as process ${other.pid}`);
    expect(code).toBe(1);
    other.kill("SIGKILL");
  });

  it("a database that does not answer", async () => {
    const { code, said } = await refusedStart({
      DOCKET_DATA_DIR: path.join(folder, "remote"),
      DATABASE_URL: "postgresql://docket:secret@127.0.0.1:1/docket",
      PORT: "3987",
    });
    expect(said).toContain("DATABASE_URL cannot be reached");
    expect(said).not.toContain("secret");
    expect(code).toBe(1);
  });

  it("a wrong variable", async () => {
    const { parseEnv } = await import("#lib/env.ts");
    const parse = () => parseEnv({ DATABASE_URL: "mysql://x", DOCKET_SECRET: "short", PORT: "99999" });
    expect(parse).toThrow(/DATABASE_URL should begin with postgresql/);
    expect(parse).toThrow(/DOCKET_SECRET should be at least 32/);
    expect(parse).toThrow(/PORT/);
  });
});
