import { expect, test } from "vitest";
import { visitorLocale } from "../../i18n/locales.ts";

test.each([
  ["the address comes first", { asked: "fa", chosen: "en", accepts: "en" }, "fa"],
  ["then what was chosen before", { asked: null, chosen: "fa", accepts: "en" }, "fa"],
  [
    "then what the browser prefers",
    { asked: null, chosen: undefined, accepts: "de-AT,fa-IR;q=0.8,en;q=0.5" },
    "fa",
  ],
  ["in the order of its weights", { asked: null, chosen: undefined, accepts: "en;q=0.4, fa;q=0.9" }, "fa"],
  ["not what it refuses", { asked: null, chosen: undefined, accepts: "fa;q=0" }, "en"],
  ["unknown languages are passed over", { asked: "xx", chosen: "yy", accepts: "zz" }, "en"],
  ["English stands when nothing is said", { asked: null, chosen: undefined, accepts: null }, "en"],
] as const)("%s", (_name, from, locale) => {
  expect(visitorLocale(from)).toBe(locale);
});
