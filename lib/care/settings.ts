import type { CareInForce, CarePreference, CareSettings, TextVeil } from "./schema.ts";

const STRENGTH: Record<TextVeil, number> = { off: 0, severe: 1, always: 2 };

/** The person's answer where the organisation leaves it to them; more protection is always free. */
function onFor(rule: { on: boolean; mayTurnOff: boolean }, own: boolean | undefined): boolean {
  if (own === undefined) return rule.on;
  return rule.on && !rule.mayTurnOff ? true : own;
}

/**
 * What holds for one person. A protection that the organisation has fixed stays on; one it has left off can be
 * turned on; an own budget only ever lowers the organisation's.
 */
export function careInForce(settings: CareSettings, own: CarePreference): CareInForce {
  const { budget, breaks, rotation } = settings;
  const least = settings.veil.mayTurnOff ? "off" : settings.veil.text;
  const veil = own.veil ?? settings.veil.text;
  return {
    heavyFrom: settings.heavyFrom,
    blur: onFor(settings.blur, own.blur),
    grey: onFor(settings.grey, own.grey),
    veil: STRENGTH[veil] < STRENGTH[least] ? least : veil,
    budget: onFor(budget, own.budget)
      ? {
          items: Math.min(budget.items, own.items ?? budget.items),
          minutes: Math.min(budget.minutes, own.minutes ?? budget.minutes),
        }
      : null,
    breaks: onFor(breaks, own.breaks) ? { offerAt: breaks.offerAt, everyMinutes: breaks.everyMinutes } : null,
    rotation: onFor(rotation, own.rotation) ? { after: rotation.after } : null,
  };
}
