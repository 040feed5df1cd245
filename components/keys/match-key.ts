import { codeOf, UNBOUND } from "./chord.ts";
import type { Binding } from "./keymap.ts";

/** What of a KeyboardEvent decides which command it is. */
export type KeyPress = {
  code: string;
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  repeat: boolean;
  isComposing: boolean;
};

/** Where the press landed: a field takes letters, a control takes Enter and Space, an overlay takes all. */
export type PressTarget = "page" | "control" | "field" | "overlay";

function isPressOf(press: KeyPress, binding: Binding): boolean {
  const command = press.ctrlKey || press.metaKey;
  if (binding.code === UNBOUND || press.altKey || command !== (binding.command ?? false)) return false;
  if (binding.typed?.includes(press.key)) return true;
  return codeOf(press.code) === binding.code && press.shiftKey === (binding.shift ?? false) && !binding.typed;
}

function reaches(binding: Binding, target: PressTarget): boolean {
  if (binding.inFields) return target !== "overlay" || binding.command === true;
  if (target === "control") return binding.code !== "Enter" && binding.code !== "Space";
  return target === "page";
}

/** The command this press means here, or null. Single keys can be switched off (WCAG 2.1.4). */
export function matchKey<C extends string>(
  press: KeyPress,
  bindings: Record<C, Binding>,
  target: PressTarget,
  singleKeys = true,
): C | null {
  if (press.repeat || press.isComposing) return null;
  for (const command of Object.keys(bindings) as C[]) {
    const binding = bindings[command];
    const single = !binding.command && binding.code !== "Escape";
    if (single && !singleKeys) continue;
    if (isPressOf(press, binding) && reaches(binding, target)) return command;
  }
  return null;
}
