import { parseArgs } from "node:util";
import { printCard, type Registration, registerModel } from "#lib/training/index.ts";

const USAGE = `Takes a text classifier of yours into models/.

  npm run models:add -- DIR --name NAME --map hate=LABEL_1 [--map …] --eval FILE.jsonl

  DIR       a Hugging Face ONNX export: tokenizer.json, config.json, model.onnx (or onnx/model.onnx)
  --name    what it is called, and the source of its signals
  --map     one of our labels = the model's own; again for each
  --eval    labelled texts, {"text": "…", "labels": {"hate": 0}} on each line, plain or gzip
  --models  the folder of the models (default models)
`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      name: { type: "string" },
      map: { type: "string", multiple: true },
      eval: { type: "string" },
      models: { type: "string" },
    },
  });
  const [from] = positionals;
  if (!from || positionals.length > 1 || !values.name || !values.map || !values.eval) {
    console.error(USAGE);
    process.exit(2);
  }
  const map = Object.fromEntries(
    values.map.map((pair) => [pair.split("=", 1)[0], pair.slice(pair.indexOf("=") + 1)]),
  ) as Registration["map"];
  const card = await registerModel({
    from,
    name: values.name,
    map,
    evaluation: values.eval,
    command: `npm run models:add -- ${process.argv.slice(2).join(" ")}`,
    now: new Date(),
    modelsDir: values.models,
  });
  for (const line of printCard(card)) console.log(line);
  for (const { label, aucInterval } of card.metrics)
    console.log(
      `${label}: 95% interval of the AUC ${aucInterval?.map((end) => end.toFixed(3)).join(" to ")}`,
    );
  console.log(`${card.name} scores every post from now on. npm run models:remove -- ${card.name} ends that.`);
} catch (error) {
  console.error(`Refused: ${(error as Error).message}`);
  process.exitCode = 1;
}
