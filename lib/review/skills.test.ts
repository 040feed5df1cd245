import { describe, expect, it } from "vitest";
import { covers, EVERYTHING, findGaps, type Skills } from "./skills.ts";

const skills = (over: Partial<Skills>): Skills => ({ ...EVERYTHING, ...over });
const demand = (over: object = {}) => ({
  language: "en",
  policyCode: "hate",
  severity: 3,
  count: 1,
  ...over,
});

describe("whom a case is given to", () => {
  it.each([
    ["a person with none set takes everything", {}, {}, true],
    ["a language they read", { languages: ["en", "fa"] }, { language: "fa" }, true],
    ["a language they do not", { languages: ["en"] }, { language: "fa" }, false],
    ["no language is anybody's", { languages: ["en"] }, { language: null }, true],
    ["a policy they do not know", { policyCodes: ["spam"] }, {}, false],
    ["no policy is anybody's", { policyCodes: ["spam"] }, { policyCode: null }, true],
    ["at their ceiling", { maxSeverity: 3 }, {}, true],
    ["above their ceiling", { maxSeverity: 2 }, {}, false],
  ])("%s", (_, person, of, expected) => {
    expect(covers(skills(person), demand(of))).toBe(expected);
  });
});

describe("cases that nobody at work is given", () => {
  it("are counted by what is lacking, most first", () => {
    const people = [
      skills({ languages: ["en"], maxSeverity: 3 }),
      skills({ languages: ["de"], policyCodes: ["spam"] }),
    ];
    const gaps = findGaps(
      [
        demand({ language: "fa", count: 12 }),
        demand({ language: "fa", severity: 5, count: 1 }),
        demand({ severity: 5, count: 2 }),
        demand({ count: 40 }),
      ],
      people,
    );
    expect(gaps).toEqual([
      { kind: "language", value: "fa", count: 13 },
      { kind: "combination", value: "en · hate · 5", count: 2 },
    ]);
  });

  it("are all of them where nobody works, and none where one person takes everything", () => {
    expect(findGaps([demand({ count: 3 })], [])).toHaveLength(1);
    expect(findGaps([demand({ language: "fa" })], [EVERYTHING, skills({ languages: ["en"] })])).toEqual([]);
  });
});
