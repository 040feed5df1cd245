import { accessSync, constants } from "node:fs";
import path from "node:path";
import { IngestFailure } from "./failure.ts";

/** Where refused lines are listed: as asked, beside the file, or in `fallback` where nothing may be written there. */
export function reportFileFor(file: string, asked: string | null, folder: string, fallback: string): string {
  if (asked !== null) {
    const report = path.resolve(folder, asked);
    if (report === file) throw new IngestFailure("--report names the file that is to be sent.");
    return report;
  }
  const beside = file === "-" ? path.join(folder, "stdin.refused.jsonl") : `${file}.refused.jsonl`;
  try {
    accessSync(path.dirname(beside), constants.W_OK);
    return beside;
  } catch {
    return path.resolve(fallback, path.basename(beside));
  }
}
