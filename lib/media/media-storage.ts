import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { env } from "#lib/env.ts";
import { sha256Hex } from "./hash-image.ts";

/** Where prepared pictures lie, by the SHA-256 of their bytes. An object store needs no more than this. */
export interface MediaStorage {
  /** Keeps bytes; keeping the same twice is keeping them once. @returns their name */
  write: (bytes: Uint8Array) => Promise<string>;
  /** @returns null when there is no such file */
  read: (name: string) => Promise<Buffer | null>;
}

const NAME = /^[0-9a-f]{64}$/;

/** A folder of files, spread over 256 folders. */
export function folderStorage(folder: string): MediaStorage {
  const place = (name: string) => path.join(folder, name.slice(0, 2), name);
  return {
    async write(bytes) {
      const name = sha256Hex(bytes);
      const file = place(name);
      await mkdir(path.dirname(file), { recursive: true });
      // Renamed into place: whoever reads finds all of it or nothing.
      const unfinished = `${file}.${crypto.randomUUID()}`;
      await writeFile(unfinished, bytes, { mode: 0o600 });
      await rename(unfinished, file);
      return name;
    },
    async read(name) {
      if (!NAME.test(name)) return null;
      return readFile(place(name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return null;
        throw error;
      });
    },
  };
}

/** This installation's storage. */
export function mediaStorage(): MediaStorage {
  return folderStorage(path.join(env().DOCKET_DATA_DIR, "media"));
}
