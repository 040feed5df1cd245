import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { DEMO_POSTS } from "../../prisma/demo/posts.ts";
import { type ScoredText, scoreTexts } from "./score-texts.ts";

const SOFTWARE_ADAPTER = "/usr/lib/chromium/vk_swiftshader_icd.json";
/** What providers may differ by. */
const PARITY = 1e-3;
const texts = DEMO_POSTS.map(({ id, text }) => ({ id, text }));

/** Scores in a process of its own: the loader finds Chromium's Vulkan only if it is told before the start. */
function scoreOnWebGpu(): { provider: string; results: ScoredText[] } {
  const program = `
    import { readFileSync } from "node:fs";
    import { scoreTexts } from "#lib/scoring/index.ts";
    const texts = JSON.parse(readFileSync(0, "utf8"));
    console.log(JSON.stringify(await scoreTexts(texts, { providers: ["webgpu"] })));`;
  const output = execFileSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "--input-type=module", "--eval", program],
    {
      input: JSON.stringify(texts),
      env: {
        ...process.env,
        VK_DRIVER_FILES: SOFTWARE_ADAPTER,
        LD_LIBRARY_PATH: path.dirname(SOFTWARE_ADAPTER),
      },
      stdio: ["pipe", "pipe", "ignore"],
    },
  );
  return JSON.parse(output.toString());
}

describe.skipIf(!existsSync(SOFTWARE_ADAPTER))("on WebGPU in Node, with an adapter made in software", () => {
  it("gives the CPU's scores and says where they were made", { timeout: 60_000 }, async () => {
    const cpu = await scoreTexts(texts, { providers: ["cpu"] });
    const gpu = scoreOnWebGpu();
    expect([cpu.provider, gpu.provider]).toEqual(["cpu", "webgpu"]);
    expect(gpu.results.length).toBe(texts.length);
    for (const [at, { signals }] of gpu.results.entries())
      for (const [label, value] of Object.entries(cpu.results[at]?.signals ?? {}))
        expect(Math.abs(value - (signals[label] ?? Number.NaN)), label).toBeLessThanOrEqual(PARITY);
  });
});

it("falls to the CPU where a provider is not there", async () => {
  expect((await scoreTexts(texts.slice(0, 1), { providers: ["cuda"] })).provider).toBe("cpu");
});

it("gives those who ask at the same time what each would get alone", async () => {
  const together = await Promise.all(texts.map((one) => scoreTexts([one])));
  const alone = await scoreTexts(texts);
  for (const [at, { results }] of together.entries())
    for (const [label, value] of Object.entries(results[0]?.signals ?? {}))
      expect(value).toBeCloseTo(alone.results[at]?.signals[label] ?? Number.NaN, 6);
});
