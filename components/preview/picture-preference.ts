"use client";

import { browserPreference } from "#components/ui/browser-preference.ts";

/**
 * How pictures are met: hidden until asked for, or in grey at once where the preview model finds nothing in them.
 * Kept in this browser: it is a person's own care.
 */
export const picturePreference = browserPreference("docket.pictures", ["hidden", "grey"]);
export type PicturePreference = ReturnType<typeof picturePreference.use>;
