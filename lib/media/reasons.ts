/** Why a picture or video is not shown and not scored; the desk has words for each. Apart from the schema, for the desk. */
export const MEDIA_REASONS = [
  "refused_address",
  "unreachable",
  "not_found",
  "too_large",
  "too_slow",
  "not_media",
  "svg",
  "too_many_pixels",
  "too_many_pictures",
  "broken",
  "no_ffmpeg",
] as const;
export type MediaReason = (typeof MEDIA_REASONS)[number];
