import { chmod, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { extractKeyframes } from "./extract-keyframes.ts";

/** A stand-in that behaves as ffmpeg does: it writes pictures where it is told, and says when they were. */
async function aCommand(script: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "docket-ffmpeg-"));
  const file = path.join(folder, "ffmpeg");
  const picture = path.join(folder, "picture.jpg");
  await sharp({ create: { width: 80, height: 60, channels: 3, background: "#a31" } })
    .jpeg()
    .toFile(picture);
  await writeFile(
    file,
    `#!/bin/sh\nfor last; do :; done\nout=$(dirname "$last")\n${script.replaceAll("PICTURE", picture)}\n`,
  );
  await chmod(file, 0o755);
  return file;
}

const VIDEO = Buffer.from("not looked at by the stand-in");

describe("moments of a video", () => {
  it("are refused in plain words where there is no ffmpeg", async () => {
    await expect(extractKeyframes(VIDEO, { command: "/nowhere/ffmpeg" })).rejects.toMatchObject({
      reason: "no_ffmpeg",
    });
  });

  it("are eight key frames with their times, made anew", async () => {
    const command = await aCommand(
      'for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do cp PICTURE "$out/$(printf %04d $n).jpg"; echo "[showinfo] n: $n pts_time:$n.5 x" >&2; done',
    );
    const { pictures, total } = await extractKeyframes(VIDEO, { command });
    expect(total).toBe(16);
    expect(pictures.map(({ atSeconds }) => atSeconds)).toEqual([1.5, 3.5, 5.5, 7.5, 9.5, 11.5, 13.5, 15.5]);
    expect((await sharp(pictures[0]?.file).metadata()).format).toBe("webp");
  });

  it.each([
    ["fails", "exit 1"],
    ["finds nothing", "exit 0"],
  ])("are refused as broken when ffmpeg %s", async (_name, script) => {
    await expect(extractKeyframes(VIDEO, { command: await aCommand(script) })).rejects.toMatchObject({
      reason: "broken",
    });
  });
});
