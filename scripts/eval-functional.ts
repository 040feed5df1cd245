import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { loadCard, readChampion, TEXT_MODEL } from "#lib/scoring/index.ts";
import { evaluateFunctionally } from "#lib/training/index.ts";

// npm run eval:functional -- [--version N] [--out FILE]: the functional suite alone; it needs no labelled texts.
const { values } = parseArgs({
  options: {
    version: { type: "string" },
    out: { type: "string", default: "bench-results/eval-functional.json" },
  },
});
const ref = { name: TEXT_MODEL, version: values.version ?? (await readChampion()).version };
const functional = await evaluateFunctionally(ref, await loadCard(ref));
await mkdir(dirname(values.out), { recursive: true });
await writeFile(
  values.out,
  `${JSON.stringify({ name: "eval-functional", model: ref, functional }, null, 2)}\n`,
);
console.log(`wrote ${values.out}`);
