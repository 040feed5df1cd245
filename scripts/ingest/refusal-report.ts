import { appendFileSync, existsSync, rmSync, truncateSync } from "node:fs";
import type { Refusal } from "./parse-line.ts";

/** The file of lines that were not taken; it comes into being with the first one. */
export class RefusalReport {
  readonly file: string;
  bytes: number;

  /** @param keepBytes what earlier runs wrote and acknowledged; anything behind it is written again */
  constructor(file: string, keepBytes: number) {
    this.file = file;
    this.bytes = existsSync(file) ? keepBytes : 0;
    if (this.bytes > 0) truncateSync(file, this.bytes);
    else rmSync(file, { force: true });
  }

  append(refusals: readonly Refusal[]): void {
    if (refusals.length === 0) return;
    const text = `${refusals.map((refusal) => JSON.stringify(refusal)).join("\n")}\n`;
    appendFileSync(this.file, text);
    this.bytes += Buffer.byteLength(text);
  }
}
