/** What the image model tells apart, in the order of its output (nsfwjs). */
export const IMAGE_CLASSES = ["drawing", "hentai", "neutral", "porn", "sexy"] as const;

/** A suggestive picture is no sexual one, but a set of them is a hint: it counts a quarter. */
const SUGGESTIVE_WEIGHT = 0.25;

/**
 * The signals of one picture: `sexual` = porn + hentai + ¼ sexy, which no single class gives, and each class
 * as `image_<class>`. Not calibrated: there is no lawful labelled imagery to calibrate on.
 */
export function imageSignals(probabilities: ArrayLike<number>): Record<string, number> {
  const of = Object.fromEntries(
    IMAGE_CLASSES.map((name, index) => [name, clamp(probabilities[index] ?? 0)]),
  ) as Record<(typeof IMAGE_CLASSES)[number], number>;
  return {
    sexual: clamp(of.porn + of.hentai + SUGGESTIVE_WEIGHT * of.sexy),
    ...Object.fromEntries(IMAGE_CLASSES.map((name) => [`image_${name}`, of[name]])),
  };
}

const clamp = (value: number) => Math.max(0, Math.min(1, value));
