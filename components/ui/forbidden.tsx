import { forbidden } from "next/navigation";

/**
 * A page that exists but is not this person's to open: the answer is 403, and app/forbidden.tsx or the console's own
 * says what is missing and whom to ask.
 */
export function Forbidden(): never {
  forbidden();
}
