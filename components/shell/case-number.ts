const PERSIAN_ZERO = 0x06f0;
const ARABIC_ZERO = 0x0660;

/** A case number as people type it: with #, separators, or Persian and Arabic digits. */
export function parseCaseNumber(typed: string): number | null {
  const latin = typed.replace(/[۰-۹٠-٩]/g, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code - (code >= PERSIAN_ZERO ? PERSIAN_ZERO : ARABIC_ZERO));
  });
  const digits = latin.replace(/[\s#,٬.]/g, "");
  return /^[1-9]\d{0,9}$/.test(digits) ? Number(digits) : null;
}
