import type { PressTarget } from "./match-key.ts";

const OVERLAY = '[role="dialog"],[role="menu"],[role="listbox"]';
const FIELD = 'input:not([type="checkbox"]):not([type="radio"]),textarea,select,[contenteditable="true"]';
/** A radio and a check box choose with Space; Enter on them is free to mean "decide". */
const CONTROL =
  'a[href],button:not([role="radio"],[role="checkbox"]),summary,input,[role="menuitem"],[role="tab"]';

export function pressTargetOf(target: EventTarget | null): PressTarget {
  if (!(target instanceof Element)) return "page";
  if (target.closest(OVERLAY)) return "overlay";
  if (target.closest(FIELD)) return "field";
  return target.closest(CONTROL) ? "control" : "page";
}
