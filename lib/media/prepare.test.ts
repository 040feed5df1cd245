import { crc32, deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";
import { describe, expect, it } from "vitest";
import { identifyMedia } from "./identify-media.ts";
import { preparePicture, spread } from "./prepare-picture.ts";

const SCRIPTED_SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><script>alert(1)</script></svg>';

function noise(width: number, height: number): Sharp {
  return sharp({
    create: {
      width,
      height,
      channels: 3,
      background: "#888",
      noise: { type: "gaussian", mean: 128, sigma: 60 },
    },
  });
}

/** A PNG of the given size whose rows are not there: what it claims is all that is looked at. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const framed = Buffer.alloc(body.length + 8);
    framed.writeUInt32BE(data.length, 0);
    body.copy(framed, 4);
    framed.writeUInt32BE(crc32(body), body.length + 4);
    return framed;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.alloc(Math.ceil(width / 8) + 1))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

async function animation(count: number, format: "gif" | "webp"): Promise<Buffer> {
  const size = 24;
  const frames = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      sharp({
        create: {
          width: size,
          height: size,
          channels: 3,
          background: { r: (index * 37) % 256, g: (index * 91) % 256, b: index % 256 },
        },
      })
        .png()
        .toBuffer(),
    ),
  );
  return sharp(frames, { join: { animated: true } })
    [format]({ loop: 0, delay: frames.map(() => 40) })
    .toBuffer();
}

describe("invariant 14: a picture is made anew from its pixels, or refused with a reason", () => {
  it("keeps what can be seen, and drops metadata and size beyond need", async () => {
    const source = await noise(2400, 1200)
      .withExif({ IFD0: { Copyright: "somebody's name" }, IFD3: { GPSLatitude: "52/1 31/1 0/1" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { pictures, total } = await preparePicture(source);
    expect(total).toBe(1);
    const [picture] = pictures;
    const made = await sharp(picture?.file).metadata();
    // Turned the way its tag says, since the tag goes.
    expect([made.format, made.width, made.height]).toEqual(["webp", 800, 1600]);
    expect([made.exif, made.icc, made.xmp, made.orientation]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(picture?.file.includes("somebody")).toBe(false);
    expect(picture?.pdq).toMatch(/^[0-9a-f]{64}$/);
  });

  it("loses what hides behind a picture in the same file", async () => {
    const picture = await noise(64, 64).jpeg().toBuffer();
    const polyglot = Buffer.concat([picture, Buffer.from(`PK\u0003\u0004${SCRIPTED_SVG}<html><script>`)]);
    expect(await identifyMedia(polyglot)).toEqual({ type: "image/jpeg", kind: "picture" });
    const { pictures } = await preparePicture(polyglot);
    expect(pictures[0]?.file.includes("script")).toBe(false);
    expect(await identifyMedia(pictures[0]?.file ?? Buffer.of())).toEqual({
      type: "image/webp",
      kind: "picture",
    });
  });

  it("refuses a truncated JPEG as broken", async () => {
    const whole = await noise(300, 300).jpeg().toBuffer();
    await expect(preparePicture(whole.subarray(0, whole.length / 2))).rejects.toMatchObject({
      reason: "broken",
    });
  });

  it("refuses a PNG of 50,000 by 50,000 before decoding a row", async () => {
    await expect(preparePicture(pngOf(50_000, 50_000))).rejects.toMatchObject({ reason: "too_many_pixels" });
  });

  it.each(["gif", "webp"] as const)(
    "keeps eight moments of a 200-picture %s, each a still",
    async (format) => {
      const { pictures, total } = await preparePicture(await animation(200, format));
      expect(total).toBe(200);
      expect(pictures).toHaveLength(8);
      for (const picture of pictures) expect((await sharp(picture.file).metadata()).pages ?? 1).toBe(1);
      expect(new Set(pictures.map(({ file }) => file.toString("base64"))).size).toBe(8);
    },
    30_000,
  );

  it("refuses an animation of more pictures than can be decoded in time", async () => {
    await expect(preparePicture(await animation(1001, "gif"))).rejects.toMatchObject({
      reason: "too_many_pictures",
    });
  }, 30_000);

  it.each([
    ["an SVG with a script", SCRIPTED_SVG, "svg"],
    [
      "an SVG behind an XML declaration and a comment",
      `<?xml version="1.0"?><!-- GIF89a -->${SCRIPTED_SVG}`,
      "svg",
    ],
    ["a page", "<!doctype html><script>alert(1)</script>", "not_media"],
    ["nothing", "", "not_media"],
  ])("refuses %s by its content", async (_name, content, reason) => {
    await expect(identifyMedia(Buffer.from(content))).rejects.toMatchObject({ reason });
  });

  it("has no decoder for SVG even when asked to decode one", async () => {
    await expect(preparePicture(Buffer.from(SCRIPTED_SVG))).rejects.toMatchObject({ reason: "broken" });
  });

  it("spreads what is kept evenly", () => {
    expect(spread(200, 8)).toEqual([0, 25, 50, 75, 100, 125, 150, 175]);
    expect(spread(3, 8)).toEqual([0, 1, 2]);
  });
});
