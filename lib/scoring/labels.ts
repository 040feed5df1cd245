/** The harms a text model has a head for, in the order of its output columns. */
export const LABELS = [
  "toxic",
  "hate",
  "harassment",
  "sexual",
  "violence",
  "self_harm",
  "spam",
  "profanity",
] as const;

export type Label = (typeof LABELS)[number];
