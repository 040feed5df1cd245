// `npm run hash -- FILE…`: what each picture can be recognised by, as CSV: file, pdq, quality, sha256.
import { readFile } from "node:fs/promises";
import { hashImage } from "#lib/media/index.ts";

const files = process.argv.slice(2);
if (files.length === 0 || files.includes("--help")) {
  console.error("npm run hash -- FILE…\nPrints file,pdq,quality,sha256 for each picture, as CSV.");
  process.exit(files.length === 0 ? 2 : 0);
}

console.log("file,pdq,quality,sha256");
let failed = 0;
for (const file of files) {
  try {
    const { hash, quality, sha256 } = await hashImage(await readFile(file));
    console.log([quoted(file), hash, quality, sha256].join(","));
  } catch (error) {
    failed++;
    console.error(`${file}: ${(error as Error).message}`);
  }
}
process.exitCode = failed > 0 ? 1 : 0;

function quoted(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
