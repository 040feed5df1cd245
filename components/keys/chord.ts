import type { Binding } from "./keymap.ts";

/** A key as a person chooses it: its place on the keyboard, with Ctrl or ⌘, and with Shift. */
export type Chord = { code: string; command?: boolean; shift?: boolean };

/** A binding that a person's other choice has pushed off its key. No press matches it. */
export const UNBOUND = "";

export const sameChord = (a: Chord, b: Chord): boolean =>
  a.code === b.code &&
  (a.command ?? false) === (b.command ?? false) &&
  (a.shift ?? false) === (b.shift ?? false);

/** The number pad counts as the digits and Enter. */
export const codeOf = (code: string): string =>
  code === "NumpadEnter" ? "Enter" : code.replace(/^Numpad(?=\d)/, "Digit");

const NAMES: Record<string, string> = {
  Enter: "↵",
  Escape: "Esc",
  Backspace: "⌫",
  Delete: "Del",
  Insert: "Ins",
  Comma: ",",
  Period: ".",
  Slash: "/",
  Semicolon: ";",
  Quote: "'",
  BracketLeft: "[",
  BracketRight: "]",
  Backslash: "\\",
  IntlBackslash: "<",
  Backquote: "`",
  Minus: "-",
  Equal: "=",
};

/** What is printed on a key, by its place on a Latin keyboard. */
export function nameOfCode(code: string): string {
  return NAMES[code] ?? code.replace(/^(Key|Digit)/, "");
}

export function labelOfChord({ code, shift }: Chord): string {
  return shift ? `⇧ ${nameOfCode(code)}` : nameOfCode(code);
}

/** A binding as printed, with the name of the machine's command key; empty when no key does it. */
export function printedKey(binding: Binding, commandKey: string): string {
  if (binding.code === UNBOUND) return "";
  return binding.command ? `${commandKey} ${binding.label}` : binding.label;
}

const SPOKEN: Record<string, string> = { Slash: "/", Comma: ",", Period: ".", Semicolon: ";" };

/** For aria-keyshortcuts; undefined when no key does it. */
export function ariaKeys(binding: Binding): string | undefined {
  if (binding.code === UNBOUND) return undefined;
  const key = SPOKEN[binding.code] ?? binding.code.replace(/^(Key|Digit)/, "");
  return [binding.command ? "Control" : "", binding.shift ? "Shift" : "", key].filter(Boolean).join("+");
}

/** Why a key cannot be had, as a code for the page's words. */
export const REFUSALS = [
  "browser",
  "clipboard",
  "focus",
  "scroll",
  "alt",
  "modifier",
  "field",
  "held",
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Taken by browsers before a page sees them, or missed by everybody who expects the browser there. */
const WITH_COMMAND = new Set([
  ..."DFGHJLNOPQRTUW".split("").map((letter) => `Key${letter}`),
  ..."0123456789".split("").map((digit) => `Digit${digit}`),
  "Equal",
  "Minus",
  "Tab",
  "F4",
]);
const CLIPBOARD = new Set(["KeyA", "KeyC", "KeyV", "KeyX", "KeyY"]);
const FUNCTION_KEYS = new Set(["F1", "F3", "F5", "F6", "F7", "F10", "F11", "F12"]);
const SCROLLING = /^(Arrow|Page|Home|End)/;
const MODIFIERS = /^(Shift|Control|Alt|Meta|OS|CapsLock|NumLock|ScrollLock|Fn|ContextMenu)/;

/** Why this chord may not command this; null when it may. */
export function refusalOf(
  chord: Chord & { alt?: boolean },
  binding: Pick<Binding, "inFields" | "held">,
): Refusal | null {
  const { code, command = false, alt = false } = chord;
  if (code === "" || code === "Unidentified" || MODIFIERS.test(code)) return "modifier";
  if (alt) return "alt";
  if (command && CLIPBOARD.has(code)) return "clipboard";
  if ((command && WITH_COMMAND.has(code)) || FUNCTION_KEYS.has(code)) return "browser";
  if (code === "Tab" || code === "Escape") return "focus";
  if (SCROLLING.test(code)) return "scroll";
  // A letter that acts while one writes would act at every such letter.
  if (binding.inFields && !command) return "field";
  // No browser tells when a key is let go while the command key is down on a Mac.
  if (binding.held && command) return "held";
  return null;
}
