import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { KEPT_PICTURES, type PreparedPicture, preparePicture, spread } from "./prepare-picture.ts";
import { MediaRefusal } from "./refusal.ts";

/** The longest that ffmpeg may work on one video. */
const EXTRACT_MS = 60_000;
/** Key frames taken out; of these, evenly spread ones are kept. */
const MOST_KEYFRAMES = 64;
/** What it may say, bytes: enough for the times of all frames. */
const STDERR_LIMIT = 512 * 1024;

/**
 * Moments of a video: its key frames, by the ffmpeg on the PATH, in a process with limits. It sees a file of
 * ours under a name of ours and may open nothing else.
 * @throws MediaRefusal `no_ffmpeg` where there is none, `too_slow`, `broken`
 */
export async function extractKeyframes(
  bytes: Uint8Array,
  { command = "ffmpeg", searchPath = "/usr/local/bin:/usr/bin:/bin" } = {},
): Promise<{ pictures: PreparedPicture[]; total: number }> {
  const folder = await mkdtemp(path.join(tmpdir(), "docket-video-"));
  try {
    const video = path.join(folder, "video");
    await writeFile(video, bytes, { mode: 0o600 });
    const times = await run(command, searchPath, video, folder);
    const files = (await readdir(folder)).filter((name) => name.endsWith(".jpg")).sort();
    if (files.length === 0) throw new MediaRefusal("broken");
    const pictures: PreparedPicture[] = [];
    for (const index of spread(files.length, KEPT_PICTURES)) {
      const made = await preparePicture(await readFile(path.join(folder, files[index] ?? "")));
      pictures.push(...made.pictures.map((picture) => ({ ...picture, atSeconds: times[index] ?? null })));
    }
    return { pictures, total: files.length };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns the moment of each key frame, seconds */
function run(command: string, searchPath: string, video: string, folder: string): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      command,
      [
        ...["-nostdin", "-hide_banner", "-loglevel", "info", "-threads", "1"],
        // No playlists that point elsewhere: the file is all there is.
        ...["-protocol_whitelist", "file", "-skip_frame", "nokey", "-i", video],
        ...["-an", "-sn", "-dn", "-vf", "scale='min(1600,iw)':-2,showinfo", "-fps_mode", "vfr"],
        ...["-frames:v", String(MOST_KEYFRAMES), "-q:v", "3", path.join(folder, "%04d.jpg")],
      ],
      {
        stdio: ["ignore", "ignore", "pipe"],
        timeout: EXTRACT_MS,
        killSignal: "SIGKILL",
        // Nothing of ours is in its environment.
        env: { PATH: searchPath, NODE_ENV: "production" },
      },
    );
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      if (said.length < STDERR_LIMIT) said += chunk.toString("latin1");
    });
    child.once("error", (error: NodeJS.ErrnoException) =>
      reject(new MediaRefusal(error.code === "ENOENT" ? "no_ffmpeg" : "broken", { cause: error })),
    );
    child.once("close", (code, signal) => {
      if (signal) reject(new MediaRefusal("too_slow"));
      else if (code !== 0) reject(new MediaRefusal("broken", { cause: new Error(said.slice(-500)) }));
      else resolve([...said.matchAll(/pts_time:\s*([\d.]+)/g)].map(([, time]) => Number(time)));
    });
  });
}
