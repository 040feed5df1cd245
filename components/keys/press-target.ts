import type { PressTarget } from "./match-key.ts";

const OVERLAY = '[role="dialog"],[role="menu"],[role="listbox"]';
const FIELD = 'input:not([type="checkbox"]):not([type="radio"]),textarea,select,[contenteditable="true"]';
/** A radio chooses with Space and arrows; Enter on it is free to mean "decide". */
const CONTROL = 'a[href],button:not([role="radio"]),summary,input,[role="menuitem"],[role="tab"]';

export function pressTargetOf(target: EventTarget | null): PressTarget {
  if (!(target instanceof Element)) return "page";
  if (target.closest(OVERLAY)) return "overlay";
  if (target.closest(FIELD)) return "field";
  return target.closest(CONTROL) ? "control" : "page";
}
