// Shared with the browser, so without zod.

/** The longest team note, in UTF-16 code units. */
export const NOTE_CHARACTERS = 2000;
