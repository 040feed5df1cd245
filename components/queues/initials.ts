/** The first letters of a name's first and last word, as the name's script has them. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? "")].find((sign) => /\p{Letter}|\p{Number}/u.test(sign)) ?? "",
  );
  // Arabic letters would join across the two.
  return letters
    .filter(Boolean)
    .join(/\p{Script=Arabic}/u.test(name) ? "\u200c" : "")
    .toLocaleUpperCase();
}
