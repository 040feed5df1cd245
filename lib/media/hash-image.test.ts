import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { hashImage, sha256Hex } from "./hash-image.ts";

const REFERENCE = "../shared/data/pdq";

describe("PDQ against the reference implementation", () => {
  it.skipIf(!existsSync(REFERENCE))("gives the very bits that its test expects", async () => {
    const [, ...lines] = readFileSync(path.join(REFERENCE, "expected.csv"), "utf8").trim().split("\n");
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) {
      const [file = "", pdq] = line.split(",");
      const { hash, quality } = await hashImage(readFileSync(path.join(REFERENCE, file)));
      // Its rule asks for no more than 10 differing bits, and only of pictures of quality 80; the worst is one of 3.
      if (quality >= 80) expect([file, hash]).toEqual([file, pdq]);
      else expect(differing(hash, pdq ?? "")).toBeLessThanOrEqual(10);
    }
  });
});

describe("npm run hash", () => {
  it("prints a line per picture, and says which file is none", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "docket-hash-"));
    const good = path.join(folder, 'a "good", one.png');
    const bad = path.join(folder, "bad.svg");
    const picture = await sharp({
      create: { width: 40, height: 30, channels: 3, background: { r: 9, g: 80, b: 200 } },
    })
      .png()
      .toBuffer();
    await writeFile(good, picture);
    await writeFile(bad, '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    const run = promisify(execFile)(process.execPath, ["scripts/hash.ts", bad, good]);
    const { stdout, stderr, code } = await run.catch((error) => error);
    expect(code).toBe(1);
    expect(stderr).toContain(`${bad}: `);
    const [header, line, end] = stdout.split("\n");
    expect(header).toBe("file,pdq,quality,sha256");
    expect(line).toMatch(/^".*a ""good"", one\.png",[0-9a-f]{64},0,[0-9a-f]{64}$/);
    expect(line.endsWith(sha256Hex(picture))).toBe(true);
    expect(end).toBe("");
  });
});

function differing(a: string, b: string): number {
  return [...a].reduce((sum, digit, at) => {
    const bits = Number.parseInt(digit, 16) ^ Number.parseInt(b[at] ?? "0", 16);
    return sum + [1, 2, 4, 8].filter((bit) => bits & bit).length;
  }, 0);
}
