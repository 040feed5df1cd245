import { access, mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { BEHAVIOUR_FILE, type Card, tritonConfig } from "#lib/scoring/index.ts";

/**
 * Puts a trained version into the model repository: `<folder>/model.onnx` and `<folder>/card.json`, and
 * for a fused model `<folder>/behaviour.json`, by which its facts are scaled. The first
 * version also gets the config.pbtxt beside it, which names the champion; later ones leave it as it is, for a
 * version is promoted by beating the champion, not by being trained.
 */
export async function writeVersion(folder: string, onnx: Uint8Array, card: Card): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "model.onnx"), onnx);
  await writeFile(join(folder, "card.json"), `${JSON.stringify(card, null, 2)}\n`);
  if (card.fusion)
    await writeFile(join(folder, BEHAVIOUR_FILE), `${JSON.stringify(card.fusion.scales, null, 2)}\n`);
  const config = join(dirname(folder), "config.pbtxt");
  const exists = await access(config).then(
    () => true,
    () => false,
  );
  if (!exists) await writeFile(config, tritonConfig(card, basename(folder)));
}
