import { FUNCTIONALITIES, type FunctionalCase, type Functionality, type SuiteSource } from "./schema.ts";
import { TRICKS } from "./tricks.ts";

const DISGUISED: readonly Functionality[] = ["derogation", "dehumanisation", "threat_direct"];
const CASES_PER_TRICK = 32;
type Filled = Pick<FunctionalCase, "text" | "identity" | "template">;

/**
 * All cases of one language: every template with every identity and phrase its slots can take, then disguised
 * cases. The same source gives the same cases in the same order.
 * @throws Error where a slot has nothing to be filled with.
 */
export function expandSuite(source: SuiteSource): FunctionalCase[] {
  const cases: FunctionalCase[] = [];
  const add = (functionality: Functionality, filled: readonly Filled[]) => {
    filled.forEach(({ text, identity, template }, at) => {
      const { labels } = FUNCTIONALITIES[functionality];
      const id = `${source.language}-${functionality}-${at + 1}`;
      cases.push({ id, language: source.language, functionality, identity, template, text, labels });
    });
  };
  for (const [functionality, templates] of Object.entries(source.templates))
    add(
      functionality as Functionality,
      templates.flatMap((template) => fillTemplate(template, source)),
    );
  const hateful = cases.filter(({ functionality }) => DISGUISED.includes(functionality));
  for (const trick of source.tricks) add(trick, disguise(trick, hateful));
  return cases;
}

function fillTemplate(template: string, { identities, phrases, language }: SuiteSource): Filled[] {
  const slots = [...new Set([...template.matchAll(/\{(\w+)\}/g)].map(([, slot]) => slot as string))];
  const forms = new Set(Object.values(identities).flatMap((one) => Object.keys(one)));
  let filled: Omit<Filled, "template">[] = [{ text: template, identity: null }];
  if (slots.some((slot) => forms.has(slot)))
    filled = Object.entries(identities).map(([identity, one]) => ({
      identity,
      text: template.replace(/\{(\w+)\}/g, (whole, slot: string) => one[slot] ?? whole),
    }));
  for (const slot of slots.filter((one) => !forms.has(one))) {
    const values = phrases[slot];
    if (!values) throw new Error(`${language}: nothing fills {${slot}} in: ${template}`);
    filled = filled.flatMap(({ text, identity }) =>
      values.map((value) => ({ text: text.replaceAll(`{${slot}}`, value), identity })),
    );
  }
  return filled.map(({ text, identity }) => ({
    identity,
    template,
    text: text.slice(0, 1).toUpperCase() + text.slice(1),
  }));
}

/** Cases spread evenly over the hateful ones; those that the trick does not change are passed over. */
function disguise(trick: Functionality, hateful: readonly FunctionalCase[]): Filled[] {
  const change = TRICKS[trick];
  if (!change) throw new Error(`No way to make ${trick}`);
  const changed = hateful
    .map(({ text, identity, template }) => ({ text: change(text), identity, template, before: text }))
    .filter(({ text, before }) => text !== before);
  const step = changed.length / Math.min(CASES_PER_TRICK, changed.length);
  return changed.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
}
