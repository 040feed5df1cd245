const EXCLAMATION = 0x21;

/**
 * How a text looks, in small whole numbers: its length (log2 of UTF-16 units), the tenths of its Latin letters that
 * are capitals, the twentieths of it that are digits (at most 9), its exclamation marks (at most 4).
 */
export function textShape(
  text: string,
): [length: number, capitals: number, digits: number, exclamations: number] {
  let upper = 0;
  let lower = 0;
  let digits = 0;
  let exclamations = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x41 && code <= 0x5a) upper++;
    else if (code >= 0x61 && code <= 0x7a) lower++;
    else if (code >= 0x30 && code <= 0x39) digits++;
    else if (code === EXCLAMATION) exclamations++;
  }
  return [
    Math.round(Math.log2(text.length + 1)),
    Math.round((upper / (upper + lower + 1)) * 10),
    Math.min(9, Math.round((digits / (text.length + 1)) * 20)),
    Math.min(4, exclamations),
  ];
}
