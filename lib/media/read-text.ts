import { existsSync } from "node:fs";
import { copyFile, mkdir, rename } from "node:fs/promises";
import path from "node:path";
import { createWorker, OEM, type Worker } from "tesseract.js";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";

/** The longest that reading one picture may take; then the reader is ended and a new one made. */
const READ_MS = 20_000;
/** Words that the reader is less sure of are noise: grain, leaves, hair. Percent. */
const LEAST_CONFIDENCE = 60;
/** Where the language packages keep the small integer model. */
const MODEL_FOLDER = "4.0.0_best_int";

let reader: Promise<Worker> | null = null;

/**
 * The words in a picture (PNG, JPEG or WebP), in reading order; empty where there are none.
 * @throws Error when reading takes too long; the next call begins with a fresh reader
 */
export async function readText(picture: Uint8Array): Promise<string> {
  reader ??= openReader();
  const mine = reader;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("Reading the picture took too long.")), READ_MS);
  });
  try {
    const recognising = mine.then((worker) => worker.recognize(Buffer.from(picture), {}, { blocks: true }));
    const { data } = await Promise.race([recognising, late]);
    return (data.blocks ?? [])
      .flatMap((block) => block.paragraphs)
      .flatMap((paragraph) => paragraph.lines)
      .map((line) =>
        line.words
          .filter(({ confidence }) => confidence >= LEAST_CONFIDENCE)
          .map(({ text }) => text)
          .join(" "),
      )
      .filter((line) => line !== "")
      .join("\n");
  } catch (error) {
    reader = null;
    // It may be in the middle of a picture that it never finishes.
    void mine.then((worker) => worker.terminate()).catch(() => undefined);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Ends the reader's thread; for processes that must end by themselves. */
export async function closeReader(): Promise<void> {
  const mine = reader;
  reader = null;
  await (await mine?.catch(() => undefined))?.terminate();
}

async function openReader(): Promise<Worker> {
  const languages = env().OCR_LANGUAGES;
  return createWorker(languages, OEM.LSTM_ONLY, {
    langPath: await gatherLanguages(languages),
    gzip: true,
    cacheMethod: "none",
    // Without a handler the library throws into the event loop, which would end the process.
    errorHandler: (error: unknown) => log().warn({ err: error }, "reading text in pictures"),
  });
}

/** One folder with every language: from the npm packages, or put there by an operator. */
async function gatherLanguages(languages: readonly string[]): Promise<string> {
  const folder = path.resolve(env().DOCKET_DATA_DIR, "ocr");
  await mkdir(folder, { recursive: true });
  for (const code of languages) {
    const file = `${code}.traineddata.gz`;
    if (existsSync(path.join(folder, file))) continue;
    const installed = path.resolve("node_modules/@tesseract.js-data", code, MODEL_FOLDER, file);
    // Renamed into place: another process may be reading.
    const unfinished = path.join(folder, `${file}.${crypto.randomUUID()}`);
    await copyFile(installed, unfinished);
    await rename(unfinished, path.join(folder, file));
  }
  return folder;
}
