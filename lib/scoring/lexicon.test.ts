import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LABELS } from "./labels.ts";
import { LEXICON_VERSION, matchLexicon } from "./lexicon.ts";
import { LEXICONS } from "./lexicons/index.ts";

const labelsOf = (text: string, language?: string) => Object.keys(matchLexicon(text, language)).sort();
const found = (text: string, language?: string) =>
  Object.values(matchLexicon(text, language)).flatMap(({ terms }) =>
    terms.map(({ start, end }) => text.slice(start, end)),
  );

describe("the lists", () => {
  it("use the model's labels and slur, and no term twice under one label of a language", () => {
    const allowed = new Set<string>([...LABELS, "slur"]);
    for (const { language, groups } of LEXICONS) {
      const seen = new Set<string>();
      for (const { label, terms } of groups) {
        expect(allowed).toContain(label);
        for (const term of terms) {
          expect(seen, `${language} ${label} ${term}`).not.toContain(`${label} ${term}`);
          seen.add(`${label} ${term}`);
        }
      }
    }
  });

  it("every term is found in its own language, unless an innocent phrase says otherwise", () => {
    for (const { language, groups, innocent } of LEXICONS) {
      for (const { label, terms } of groups) {
        for (const term of terms) {
          const excused = innocent.some((phrase) => phrase === term);
          if (!excused) expect(labelsOf(term, language), `${language} ${term}`).toContain(label);
        }
      }
    }
  });

  it("no innocent phrase is a match", () => {
    for (const { language, innocent } of LEXICONS) {
      for (const phrase of innocent) expect(labelsOf(phrase, language), phrase).toEqual([]);
    }
  });

  it("have a version", () => expect(LEXICON_VERSION).toMatch(/^1-[0-9a-f]{8}$/));
});

describe("whole words only (the Scunthorpe problem)", () => {
  it.each([
    ["Scunthorpe, Penistone and Lightwater lie in England.", "en"],
    ["The assassin passed the class assessment on classic cocktails.", "en"],
    ["We shiitake mushrooms, cucumber and peacock feathers.", "en"],
    ["Matsushita, therapist, analysis, document, circumstance, title, button", "en"],
    ["Heute ist es schwül und hell, der dicke Hund liegt im Schatten.", "de"],
    ["Die Analyse war klasse, der Klassenlehrer prüft die Massage.", "de"],
    ["Ce chat est en retard, le train aussi.", "fr"],
    ["El perro negro duerme al sol.", "es"],
    ["هر کس که آمد خوش آمد، هیچ کس نرفت.", "fa"],
    ["کسی در زد و کسب و کار ما رونق گرفت.", "fa"],
    ["Onu gördüm, sonra eve gittik. Got it.", "tr"],
    ["시발점에서 만나요. 영화를 보지 않았다.", "ko"],
    ["我想死你了，快回来吧", "zh"],
    ["I could have killed myself laughing, no: I was killing myself laughing", "en"],
    ["This view is to die for and I will die on this hill", "en"],
  ])("%s", (text, language) => {
    expect(matchLexicon(text, language)).toEqual({});
  });

  it("another language's ordinary words are no insults here", () => {
    expect(labelsOf("retard", "fr")).toEqual([]);
    expect(labelsOf("retard", "en")).toEqual(["slur"]);
    expect(labelsOf("bite", "en")).toEqual([]);
    expect(labelsOf("dick", "de")).toEqual([]);
    expect(labelsOf("bite")).toEqual([]);
  });

  it("phrases count in any language, and so do other scripts", () => {
    expect(labelsOf("ich will nicht mehr leben", "en")).toContain("self_harm");
    expect(labelsOf("می‌خوام بمیرم", "en")).toEqual(["self_harm"]);
  });
});

describe("obfuscation", () => {
  it.each([
    "fuck",
    "FUCK",
    "fuuuuuck",
    "f u c k",
    "f.u.c.k",
    "f-u-c-k",
    "f*ck",
    "f**k",
    "fu\u200bck",
    "f\u00adu\u00adck",
    "ｆｕｃｋ",
    "𝐟𝐮𝐜𝐤",
    "fúck",
    "fu\u0308ck",
    "fuсk",
    "f\u0000uck",
  ])("%j is found whole", (text) => {
    expect(found(`oh ${text} off`, "en")[0]?.replace(/ off$/, "")).toBe(text);
  });

  it.each(["sh1t", "sh!t", "$hit", "5hit", "shiiit", "s.h.i.t"])("%s", (text) => {
    expect(labelsOf(text, "en")).toEqual(["profanity"]);
  });

  it("numbers, prices and mentions are not read as letters", () => {
    expect(
      matchLexicon("455 people paid 5.99 $, call 0800 1234, thanks @assembly and a@b.example", "en"),
    ).toEqual({});
  });

  it.each(["می‌خوام بمیرم", "میخوام بمیرم", "می خوام بمیرم", "مي‌خوام بميرم", "میـخوام بمیرم", "مِیخوام بمیرم"])(
    "Farsi spelling %s",
    (text) => expect(labelsOf(text, "fa")).toEqual(["self_harm"]),
  );

  it("one half-space typed and another left out", () => {
    expect(labelsOf("میدونم کجا زندگی می‌کنی", "fa")).toEqual(["harassment"]);
  });

  it("a half-space inside a word", () => expect(labelsOf("ک‌سکش", "fa")).toEqual(["profanity"]));

  it("umlauts written out", () => expect(labelsOf("geh zurueck in dein Land", "de")).toEqual(["hate"]));
});

describe("phrases", () => {
  it("hold small words in between, and keep their offsets", () => {
    const text = "Honestly? I really just want to die.";
    expect(matchLexicon(text, "en").self_harm?.terms).toEqual([{ term: "want to die", start: 24, end: 35 }]);
  });

  it("do not reach across a sentence's end", () => {
    expect(labelsOf("That is what I want to. Die Katze schläft.", "en")).toEqual([]);
  });

  it("with and without apostrophes", () => {
    for (const text of ["I don't want to live", "I dont want to live", "I don’t want to live"]) {
      expect(labelsOf(text, "en")).toEqual(["self_harm"]);
    }
  });

  it("the longer term stands for what it contains", () => {
    expect(matchLexicon("I want to kill myself", "en").self_harm?.terms.map((t) => t.term)).toEqual([
      "want to kill myself",
    ]);
  });
});

describe("values", () => {
  it("one term is worth exactly what its list says: 0.9, 0.7, 0.4, and half of it where ambiguous", () => {
    expect(matchLexicon("fuck", "en").profanity?.value).toBe(0.9);
    expect(matchLexicon("shit", "en").profanity?.value).toBe(0.7);
    expect(matchLexicon("damn", "en").profanity?.value).toBe(0.4);
    expect(matchLexicon("hell", "en").profanity?.value).toBe(0.2);
  });

  it("a repeated term adds nothing, another one does", () => {
    expect(matchLexicon("damn damn damn", "en").profanity?.value).toBe(0.4);
    expect(matchLexicon("damn crap", "en").profanity?.value).toBe(0.64);
  });

  it("help-seeking speaks, in a lower voice than intent", () => {
    const help = matchLexicon("has anyone called a helpline?", "en").self_harm?.value ?? 0;
    const intent = matchLexicon("I am going to kill myself", "en").self_harm?.value ?? 0;
    expect(help).toBeGreaterThanOrEqual(0.3);
    expect(intent).toBeGreaterThan(help);
  });
});

describe("robustness", () => {
  it("any string gives values in (0, 1) and offsets inside the text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.string({ unit: fc.constantFrom(..."fuck die ک س‌ن自杀\ud800\0*$1") }),
        ),
        (text) => {
          for (const { value, terms } of Object.values(matchLexicon(text))) {
            expect(value).toBeGreaterThan(0);
            expect(value).toBeLessThan(1);
            for (const { start, end } of terms) {
              expect(start).toBeGreaterThanOrEqual(0);
              expect(end).toBeGreaterThan(start);
              expect(end).toBeLessThanOrEqual(text.length);
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ["empty", ""],
    ["lone surrogates", "\ud800\udc00\udc00\ud800"],
    ["NUL", "\0\0"],
  ])("%s", (_, text) => {
    expect(matchLexicon(text)).toEqual({});
  });

  it("100 kB of anything ends, and at most fifty terms are listed", () => {
    for (const unit of [
      "a",
      "a ",
      "fuck ",
      "want to ",
      "want really ",
      "ن\u200c",
      "自杀",
      "f*",
      "\ud800",
      "هر کس ",
    ]) {
      const matches = matchLexicon(unit.repeat(100_000 / unit.length));
      for (const { terms } of Object.values(matches)) expect(terms.length).toBeLessThanOrEqual(50);
    }
  });

  it("an unknown or odd language tag is as good as none", () => {
    for (const tag of ["xx", "", "en-GB-oxendict", "-", "toString"])
      expect(labelsOf("fuck", tag)).toEqual(["profanity"]);
  });
});
