import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Chord, refusalOf, sameChord, UNBOUND } from "./chord.ts";
import { KEYMAP } from "./keymap.ts";
import { matchKey } from "./match-key.ts";
import {
  bind,
  boundKeys,
  COMMAND_NAMES,
  type CommandName,
  canMeet,
  conflictsOf,
  defaultBinding,
  mergeKeymap,
  type Overrides,
  overridesProblem,
  swap,
} from "./overrides.ts";

const codes = [
  "KeyA",
  "KeyB",
  "KeyC",
  "KeyR",
  "KeyU",
  "KeyZ",
  "Digit1",
  "Enter",
  "Space",
  "Comma",
  "F2",
  "Escape",
];
const chords: fc.Arbitrary<Chord> = fc.record(
  { code: fc.constantFrom(...codes), command: fc.boolean(), shift: fc.boolean() },
  { requiredKeys: ["code"] },
);
const names = fc.constantFrom(...COMMAND_NAMES);
const anyOverrides = fc.dictionary(names, chords) as fc.Arbitrary<Overrides>;

/** Two commands that could both hear one press. */
function clashes(overrides: Overrides): [CommandName, CommandName][] {
  const bound = [...boundKeys(overrides)].filter(([, { code }]) => code !== UNBOUND);
  return bound.flatMap(([a, one], index) =>
    bound
      .slice(index + 1)
      .filter(([b, other]) => canMeet(a, b) && sameChord(one, other))
      .map(([b]): [CommandName, CommandName] => [a, b]),
  );
}

const press = (chord: Chord) => ({
  code: chord.code,
  key: "",
  ctrlKey: chord.command ?? false,
  metaKey: false,
  altKey: false,
  shiftKey: chord.shift ?? false,
  repeat: false,
  isComposing: false,
});

describe("defaults and overrides together", () => {
  test("without choices everybody has the defaults, and these do not clash", () => {
    expect(mergeKeymap({})).toEqual(KEYMAP);
    expect(clashes({})).toEqual([]);
  });

  test("every command has a binding, whatever was stored", () => {
    fc.assert(
      fc.property(anyOverrides, (overrides) => {
        const bound = boundKeys(overrides);
        expect([...bound.keys()]).toEqual(COMMAND_NAMES);
        for (const [name, binding] of bound)
          expect(Boolean(binding.held)).toBe(Boolean(defaultBinding(name).held));
      }),
    );
  });

  test("a choice for a command that is no more does nothing", () => {
    expect(mergeKeymap({ "desk.gone": { code: "KeyQ" } } as Overrides)).toEqual(KEYMAP);
    expect(overridesProblem({ "desk.gone": { code: "KeyQ" } })).toEqual({
      command: "desk.gone",
      problem: "unknown",
    });
  });

  test("a chosen key wins over a default that came later", () => {
    const merged = mergeKeymap({ "desk.allow": { code: "KeyR" } });
    expect(matchKey(press({ code: "KeyR" }), merged.desk, "page")).toBe("allow");
    expect(merged.desk.remove.code).toBe(UNBOUND);
  });
});

describe("conflicts are found before anything is saved", () => {
  test("choices made one after another, each free of conflicts, never clash", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(names, chords), { maxLength: 30 }), (steps) => {
        let mine: Overrides = {};
        for (const [name, chord] of steps) {
          if (refusalOf(chord, defaultBinding(name)) || conflictsOf(mine, name, chord).length > 0) continue;
          mine = bind(mine, name, chord);
          expect(clashes(mine)).toEqual([]);
          expect(overridesProblem(mine)).toBeNull();
        }
      }),
    );
  });

  test("a conflict is seen from both sides", () => {
    fc.assert(
      fc.property(anyOverrides, names, names, (overrides, a, b) => {
        const bound = boundKeys(overrides);
        const [one, other] = [bound.get(a), bound.get(b)];
        if (!one || !other || one.code === UNBOUND || other.code === UNBOUND) return;
        expect(conflictsOf(overrides, a, other).includes(b)).toBe(
          conflictsOf(overrides, b, one).includes(a) || (a !== b && canMeet(a, b)),
        );
      }),
    );
  });

  test("a swap gives each the other's key and makes no new conflict, or is not offered", () => {
    fc.assert(
      fc.property(names, names, (a, b) => {
        const swapped = a === b ? null : swap({}, a, b);
        if (swapped === null) return;
        const bound = boundKeys(swapped);
        expect(sameChord(bound.get(a) as Chord, defaultBinding(b))).toBe(true);
        expect(sameChord(bound.get(b) as Chord, defaultBinding(a))).toBe(true);
        expect(clashes(swapped)).toEqual([]);
        expect([...bound.values()].filter(({ code }) => code === UNBOUND)).toEqual([]);
      }),
    );
    expect(swap({}, "desk.allow", "desk.remove")).toEqual({
      "desk.allow": { code: "KeyR" },
      "desk.remove": { code: "KeyA" },
    });
  });

  test("scopes that are never together may share a key; the desk and the appeal share theirs only where one rests", () => {
    expect(conflictsOf({}, "list.next", { code: "KeyA" })).toEqual([]);
    expect(conflictsOf({}, "appeal.uphold", { code: "KeyR" })).toEqual([]);
    expect(conflictsOf({}, "appeal.uphold", { code: "KeyS" })).toEqual(["desk.skip"]);
    expect(conflictsOf({}, "desk.skip", { code: "KeyU" })).toEqual(["desk.suspend_account", "appeal.uphold"]);
  });

  test("a key that works everywhere clashes with every scope", () => {
    expect(conflictsOf({}, "global.help", { code: "KeyN" })).toEqual(["list.next", "desk.note", "grid.note"]);
  });

  test("going back to the default is no choice any more", () => {
    expect(bind({ "desk.allow": { code: "KeyQ" } }, "desk.allow", { code: "KeyA" })).toEqual({});
  });
});

describe("keys that cannot be had", () => {
  test.each([
    [{ code: "KeyW", command: true }, {}, "browser"],
    [{ code: "F5" }, {}, "browser"],
    [{ code: "KeyC", command: true }, {}, "clipboard"],
    [{ code: "Tab" }, {}, "focus"],
    [{ code: "Escape" }, {}, "focus"],
    [{ code: "ArrowDown" }, {}, "scroll"],
    [{ code: "KeyQ", alt: true }, {}, "alt"],
    [{ code: "ShiftLeft" }, {}, "modifier"],
    [{ code: "KeyQ" }, { inFields: true }, "field"],
    [{ code: "KeyJ", command: true }, { held: true }, "browser"],
    [{ code: "KeyB", command: true }, { held: true }, "held"],
  ] as const)("%o for %o: %s", (chord, binding, why) => {
    expect(refusalOf(chord, binding as { inFields?: true; held?: true })).toBe(why);
  });

  test("one that is refused is never kept", () => {
    expect(overridesProblem({ "desk.allow": { code: "Tab" } })).toMatchObject({ problem: "refused" });
    const both = { "desk.allow": { code: "KeyQ" }, "desk.remove": { code: "KeyQ" } };
    expect(overridesProblem(both)).toMatchObject({ problem: "conflict" });
  });
});
