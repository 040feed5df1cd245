import sharp from "sharp";
import { afterAll, describe, expect, it, vi } from "vitest";
import { closeReader, readText } from "./read-text.ts";

vi.mock("#lib/env.ts", () => ({
  env: () => ({
    OCR_LANGUAGES: ["eng", "deu", "fas"],
    DOCKET_DATA_DIR: ".data/test-files",
    LOG_LEVEL: "silent",
  }),
}));
afterAll(closeReader);

describe("text in pictures", () => {
  it("is read, offline", async () => {
    const picture = await sharp({
      text: { text: "<span foreground='black'>drive them all out of town</span>", rgba: true, dpi: 200 },
    })
      .flatten({ background: "#fff" })
      .extend({ top: 40, bottom: 40, left: 40, right: 40, background: "#fff" })
      .png()
      .toBuffer();
    expect((await readText(picture)).toLowerCase()).toContain("drive them all out");
  }, 60_000);

  it("is none where a picture has none", async () => {
    const picture = await sharp({ create: { width: 200, height: 100, channels: 3, background: "#678" } })
      .png()
      .toBuffer();
    expect(await readText(picture)).toBe("");
  }, 60_000);

  it("of a file that is no picture is an error, and the next picture is read all the same", async () => {
    await expect(readText(Buffer.from("no picture"))).rejects.toThrow();
    const blank = await sharp({ create: { width: 60, height: 60, channels: 3, background: "#fff" } })
      .png()
      .toBuffer();
    expect(await readText(blank)).toBe("");
  }, 60_000);
});
