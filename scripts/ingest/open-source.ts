import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { IngestFailure } from "./failure.ts";

/** The file as it is now. */
export interface FileFacts {
  size: number;
  mtimeMs: number;
}

/** Unpacked bytes, and how much of the whole they are. */
export interface Source {
  chunks: AsyncIterable<Buffer>;
  /** The share of the whole, 0 to 1, up to an unpacked byte; null when the whole is unknown. */
  shareAt: (offset: number) => number | null;
}

/**
 * Size and time of a file; null for standard input (`-`).
 * @throws IngestFailure when there is no such file
 */
export async function fileFacts(path: string): Promise<FileFacts | null> {
  if (path === "-") return null;
  const facts = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new IngestFailure(
      error.code === "ENOENT" ? `There is no file ${path}.` : `${path} cannot be read: ${error.message}`,
    );
  });
  if (facts.isDirectory()) throw new IngestFailure(`${path} is a folder; name a file in it.`);
  return { size: facts.size, mtimeMs: facts.mtimeMs };
}

/**
 * Opens `path` (`-` is standard input), plain or gzip, told by its first bytes and not by its name.
 * @param offset unpacked bytes to leave out
 * @throws IngestFailure when it cannot be read
 */
export async function openSource(
  path: string,
  facts: FileFacts | null,
  offset: number,
  stdin: Readable,
): Promise<Source> {
  if (path === "-" || !facts) return { chunks: await unpack(stdin, 0), shareAt: () => null };
  const head = await firstBytes(path);
  const packed = isGzip(head);
  const raw = createReadStream(path, packed ? {} : { start: offset });
  const counted = { bytes: offset };
  const chunks = count(await unpack(raw, packed ? offset : 0, head), counted);
  const read = () => (packed ? raw.bytesRead : facts.size);
  const whole = () => (packed ? counted.bytes : facts.size);
  return {
    chunks,
    shareAt: (at) => (whole() === 0 ? 1 : Math.min(1, (read() / facts.size) * (at / whole()))),
  };
}

async function firstBytes(path: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  try {
    for await (const part of createReadStream(path, { start: 0, end: 1 })) parts.push(part as Buffer);
  } catch (error) {
    throw new IngestFailure(`${path} cannot be read: ${(error as Error).message}`);
  }
  return Buffer.concat(parts);
}

function isGzip(head: Buffer): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

async function unpack(raw: Readable, skip: number, head?: Buffer): Promise<AsyncIterable<Buffer>> {
  const bytes: AsyncIterator<Buffer> = raw[Symbol.asyncIterator]();
  const first = await bytes.next();
  const opening = head ?? (first.done ? Buffer.alloc(0) : first.value);
  if ((opening[0] === 0xff && opening[1] === 0xfe) || (opening[0] === 0xfe && opening[1] === 0xff))
    throw new IngestFailure("The text is UTF-16. Turn it into UTF-8 first: iconv -f UTF-16 -t UTF-8 FILE");
  const whole = first.done ? nothing() : following(first.value, bytes);
  if (!isGzip(opening)) return whole;
  // The callback is needed for errors to reach whoever reads the last stream.
  const unpacked = pipeline(Readable.from(whole, { objectMode: false }), createGunzip(), () => undefined);
  return skipBytes(named(unpacked), skip);
}

async function* nothing(): AsyncGenerator<Buffer> {}

async function* following(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function* named(unpacked: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* unpacked;
  } catch (error) {
    throw new IngestFailure(`The compressed file is damaged or cut off: ${(error as Error).message}`);
  }
}

async function* skipBytes(chunks: AsyncIterable<Buffer>, count: number): AsyncGenerator<Buffer> {
  let left = count;
  for await (const chunk of chunks) {
    if (left >= chunk.length) left -= chunk.length;
    else {
      yield left > 0 ? chunk.subarray(left) : chunk;
      left = 0;
    }
  }
}

async function* count(chunks: AsyncIterable<Buffer>, counted: { bytes: number }): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    counted.bytes += chunk.length;
    yield chunk;
  }
}
