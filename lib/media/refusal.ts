import type { MediaReason } from "./reasons.ts";

/** Media that will not be shown, and why. */
export class MediaRefusal extends Error {
  override name = "MediaRefusal";
  readonly reason: MediaReason;

  constructor(reason: MediaReason, options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}

/** What a decoder's complaint means. */
export function toRefusal(error: unknown): MediaRefusal {
  if (error instanceof MediaRefusal) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (/pixel limit/i.test(message)) return new MediaRefusal("too_many_pixels", { cause: error });
  if (/^timeout:/i.test(message)) return new MediaRefusal("too_slow", { cause: error });
  return new MediaRefusal("broken", { cause: error });
}
