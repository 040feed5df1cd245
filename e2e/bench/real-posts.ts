import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";

const DATA = "../shared/data/text";

export interface BenchPost {
  externalId: string;
  text: string;
  language: string;
}

/** `count` real posts of all sources, evenly mixed; null where the data is not there. */
export function realPosts(count: number): BenchPost[] | null {
  if (!existsSync(DATA)) return null;
  const sources = readdirSync(DATA)
    .filter((name) => name.endsWith(".jsonl.gz"))
    .sort()
    .map((name) =>
      gunzipSync(readFileSync(path.join(DATA, name)))
        .toString("utf8")
        .trimEnd()
        .split("\n"),
    );
  const posts: BenchPost[] = [];
  for (let row = 0; posts.length < count; row++) {
    const before = posts.length;
    for (const lines of sources) {
      const line = lines[row];
      if (line === undefined || posts.length >= count) continue;
      const { id, text, lang } = JSON.parse(line) as { id: string; text: string; lang: string };
      if (text.trim() !== "")
        posts.push({ externalId: id, text: text.slice(0, 100_000), language: lang.split(",")[0] ?? "en" });
    }
    if (posts.length === before) break;
  }
  return posts;
}
