import type { PreviewFile, PreviewModel } from "#lib/scoring/preview-schema.ts";
import type { NamedTensors } from "#lib/scoring/text-inputs.ts";

/** What the browser runs the model on. */
export type PreviewProvider = "webgpu" | "wasm";

export type WordWeight = { start: number; end: number; weight: number };
/** What a text scores now, and which of its words carry one head's score. */
export type PreviewScore = {
  signals: Record<string, number>;
  /** The head whose words were asked for, and its words; none where the model has no such head. */
  explained: string | null;
  words: WordWeight[];
  /** Milliseconds: making the features, and running the model on them. */
  featuresMs: number;
  runMs: number;
};

/** What the image model says of one picture, before anybody sees it. */
export type PictureScore = {
  /** As the server's signals: `sexual`, and each class as `image_…`. */
  signals: Record<string, number>;
  provider: PreviewProvider;
  /** Milliseconds: decoding and scaling the picture, and running the model on it. */
  decodeMs: number;
  runMs: number;
};

/**
 * What the desk asks of its worker. Every request carries the port that its answer goes to, so that answers need
 * no numbers.
 */
export type PreviewRequest =
  | { kind: "open"; model: PreviewModel }
  | { kind: "score"; text: string; explain: string | null }
  | { kind: "open-pictures"; model: PreviewFile }
  /** A picture of our own origin, by its address. */
  | { kind: "picture"; address: string }
  /** What the model would read of each text: for comparing browsers with the golden vectors. */
  | { kind: "inputs"; texts: string[] };

export type PreviewAnswers = {
  open: { provider: PreviewProvider; openMs: number };
  score: PreviewScore;
  "open-pictures": { provider: PreviewProvider; openMs: number };
  picture: PictureScore;
  inputs: NamedTensors[];
};
export type PreviewReply<K extends PreviewRequest["kind"]> = { ok: PreviewAnswers[K] } | { error: string };
