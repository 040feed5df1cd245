import { createReadStream } from "node:fs";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";

/** What ends a line, also when the file was written on Windows. */
const LINE_END = /\r?\n/;

/**
 * The lines of a UTF-8 text file, one after another; a name ending in .gz is read compressed.
 * @throws the file's error (missing, not gzip, cut short) at the line where it shows.
 */
export async function* readLines(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  // `pipeline` hands the file's error on to the reader below; nobody else needs to hear of it.
  const bytes: Readable = path.endsWith(".gz") ? pipeline(file, createGunzip(), () => {}) : file;
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(LINE_END);
    rest = lines.pop() ?? "";
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}
