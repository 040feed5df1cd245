/** A stretch of the original text, in UTF-16 units, that stands for something private, and its stand-in. */
export type MaskedSpan = { start: number; end: number; placeholder: string };

/**
 * Links, e-mail addresses, handles and telephone numbers. The training data has them replaced, so a live post
 * must have the same done to it before it is scored. Every quantifier is bounded: no input makes this slow.
 */
const IDENTIFIER =
  /(?<url>(?:https?:\/\/|www\.)[^\s<>"]{1,2000})|(?<email>[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,63})|(?<user>(?<![\w@])@\w{1,50})|(?<phone>(?<![\w.])\+?\d(?:[ ().-]{0,2}\d){8,14}(?!\w))/gi;
/** Cheap test that says no for most posts. */
const MAY_HOLD_IDENTIFIER = /@|:\/\/|www\.|\d[ ().-]{0,2}\d[ ().-]{0,2}\d/i;

const PLACEHOLDERS = { url: "[url]", email: "[email]", user: "[user]", phone: "[phone]" } as const;

/** Finds what {@link PLACEHOLDERS} stand for, in order, without overlaps. */
export function findIdentifiers(text: string): MaskedSpan[] {
  if (!MAY_HOLD_IDENTIFIER.test(text)) return [];
  const found: MaskedSpan[] = [];
  for (const match of text.matchAll(IDENTIFIER)) {
    const kind = (Object.keys(PLACEHOLDERS) as (keyof typeof PLACEHOLDERS)[]).find(
      (name) => match.groups?.[name] !== undefined,
    );
    if (!kind) continue;
    found.push({ start: match.index, end: match.index + match[0].length, placeholder: PLACEHOLDERS[kind] });
  }
  return found;
}
