import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { copyOrt } from "./copy-ort.ts";

const SOURCES = ["{app,components,lib,i18n,messages,public}/**/*", "*.{ts,mjs,json}"];

/** Builds the web application unless the last build was made from these very files. @returns whether it built */
export async function buildIfStale(distDir = ".next"): Promise<boolean> {
  copyOrt();
  const stamp = path.join(distDir, "docket-sources");
  const key = sourcesKey();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === key) return false;
  const next = path.resolve("node_modules/next/dist/bin/next");
  try {
    await promisify(execFile)(process.execPath, [next, "build"], {
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", NEXT_DIST_DIR: distDir },
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`The web application could not be built:\n${stdout ?? ""}${stderr ?? String(error)}`);
  }
  writeFileSync(stamp, key);
  return true;
}

function sourcesKey(): string {
  const hash = createHash("sha256");
  for (const file of globSync(SOURCES).sort()) {
    const { size, mtimeMs } = statSync(file);
    if (!/generated|next-env|tsconfig|\.test\./.test(file)) hash.update(`${file}:${size}:${mtimeMs}\n`);
  }
  return hash.digest("hex");
}
