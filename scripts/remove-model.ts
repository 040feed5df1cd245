// `npm run models:remove -- NAME`: takes away a model that models:add brought. What it said about items stays.
import { parseArgs } from "node:util";
import { removeModel } from "#lib/training/index.ts";

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { models: { type: "string" } },
  });
  const [name, ...more] = positionals;
  if (!name || more.length > 0) {
    console.error("npm run models:remove -- NAME [--models DIR]");
    process.exit(2);
  }
  await removeModel(name, values.models);
  console.log(`${name} scores no more. Its folder is gone.`);
} catch (error) {
  console.error(`Refused: ${(error as Error).message}`);
  process.exitCode = 1;
}
