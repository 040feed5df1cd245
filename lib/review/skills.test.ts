import { describe, expect, it } from "vitest";
import { type AtWork, covers, EVERYTHING, findGaps, type Skills, takesEverything } from "./skills.ts";

const skills = (over: Partial<Skills>): Skills => ({ ...EVERYTHING, ...over });
const EVERYWHERE = [{ queues: null, policies: null }];
const atWork = (over: Partial<Skills>, grants: AtWork["grants"] = EVERYWHERE): AtWork => ({
  skills: skills(over),
  grants,
});
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
      atWork({ languages: ["en"], maxSeverity: 3 }),
      atWork({ languages: ["de"], policyCodes: ["spam"] }),
    ];
    const gaps = findGaps(
      "q",
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
    expect(findGaps("q", [demand({ count: 3 })], [])).toEqual([{ kind: "right", value: "", count: 3 }]);
    const people = [atWork({}), atWork({ languages: ["en"] })];
    expect(findGaps("q", [demand({ language: "fa" })], people)).toEqual([]);
    expect(people.map(takesEverything)).toEqual([true, false]);
  });

  it("are those of a queue or a policy at which everybody's right ends", () => {
    const people = [
      atWork({}, [{ queues: ["other"], policies: null }]),
      atWork({}, [{ queues: null, policies: ["hate"] }]),
    ];
    const groups = [demand(), demand({ policyCode: null, count: 2 })];
    expect(findGaps("q", groups, people)).toEqual([{ kind: "right", value: "", count: 2 }]);
    expect(findGaps("other", groups, people)).toEqual([]);
    expect(people.some(takesEverything)).toBe(false);
  });
});
