import type { CaseView } from "#lib/review/schema.ts";

/** Raw classes of the image model; what policies listen to is named without this. */
const RAW = /^image_/;

/**
 * Which kept pictures speak loudest for a harm: picture id → its strongest signal. The image model's
 * detail names the worst picture of each signal.
 */
export function worstPictures(signals: CaseView["signals"]): Map<string, { name: string; value: number }> {
  const worst = new Map<string, { name: string; value: number }>();
  for (const { values, detail } of signals) {
    if (typeof detail.worst !== "object" || detail.worst === null) continue;
    for (const [name, picture] of Object.entries(detail.worst)) {
      const value = values[name];
      if (RAW.test(name) || typeof picture !== "string" || value === undefined) continue;
      if (value > (worst.get(picture)?.value ?? -1)) worst.set(picture, { name, value });
    }
  }
  return worst;
}
