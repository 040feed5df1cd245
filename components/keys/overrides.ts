import { type Chord, labelOfChord, refusalOf, sameChord, UNBOUND } from "./chord.ts";
import { type Binding, type Command, KEYMAP, type Scope } from "./keymap.ts";

/** A command by its scope and name, as it is stored: "desk.allow". */
export type CommandName = { [S in Scope]: `${S}.${Command<S>}` }[Scope];
export type Overrides = Partial<Record<CommandName, Chord>>;
export type Keymap = { readonly [S in Scope]: Readonly<Record<Command<S>, Binding>> };

const DEFAULTS: ReadonlyMap<CommandName, Binding> = new Map(
  Object.entries(KEYMAP).flatMap(([scope, commands]) =>
    Object.entries(commands).map(([command, binding]): [CommandName, Binding] => [
      `${scope}.${command}` as CommandName,
      binding,
    ]),
  ),
);

export const COMMAND_NAMES: readonly CommandName[] = [...DEFAULTS.keys()];

export const defaultBinding = (name: CommandName): Binding => DEFAULTS.get(name) as Binding;

const scopeOf = (name: string) => name.slice(0, name.indexOf("."));

/** Of the desk, what an appeal has no use for: these keys are free for the answers to it. */
const NOT_DURING_APPEAL =
  /^desk\.(allow|remove|limit_reach|warn|suspend_account|escalate|policy\d|whatIf|lookAgain)$/;

/** Whether two commands can listen at the same time, so that one key would mean both. */
export function canMeet(a: CommandName, b: CommandName): boolean {
  const [one, other] = [scopeOf(a), scopeOf(b)];
  if (one === other || one === "global" || other === "global") return true;
  if (one === "desk" && other === "appeal") return !NOT_DURING_APPEAL.test(a);
  if (one === "appeal" && other === "desk") return !NOT_DURING_APPEAL.test(b);
  return false;
}

function withChord(binding: Binding, chord: Chord): Binding {
  const { typed: _typed, command: _command, shift: _shift, ...rest } = binding;
  return {
    ...rest,
    code: chord.code,
    label: labelOfChord(chord),
    ...(chord.command ? { command: true } : {}),
    ...(chord.shift ? { shift: true } : {}),
  };
}

/** Every command with the key it has for this person; a default that their choices have taken is without one. */
export function boundKeys(overrides: Overrides): Map<CommandName, Binding> {
  const chosen = COMMAND_NAMES.flatMap((name) => {
    const chord = overrides[name];
    return chord && refusalOf(chord, defaultBinding(name)) === null ? [[name, chord] as const] : [];
  });
  const mine = new Map(chosen);
  return new Map(
    COMMAND_NAMES.map((name) => {
      const binding = defaultBinding(name);
      const chord = mine.get(name);
      if (chord) return [name, withChord(binding, chord)];
      // An update may bring a command on a key that somebody has chosen for another: their choice stands.
      const taken = chosen.some(([other, theirs]) => canMeet(name, other) && sameChord(binding, theirs));
      return [name, taken ? { ...withChord(binding, { code: UNBOUND }), label: "" } : binding];
    }),
  );
}

/** The keymap of a person: the defaults with what they chose. Choices for commands that are no more do nothing. */
export function mergeKeymap(overrides: Overrides): Keymap {
  const merged: Record<string, Record<string, Binding>> = {};
  for (const [name, binding] of boundKeys(overrides)) {
    const scope = scopeOf(name);
    merged[scope] = { ...merged[scope], [name.slice(scope.length + 1)]: binding };
  }
  return merged as unknown as Keymap;
}

/** The commands that already answer to this chord where `name` would listen. */
export function conflictsOf(overrides: Overrides, name: CommandName, chord: Chord): CommandName[] {
  return [...boundKeys(overrides)]
    .filter(
      ([other, binding]) =>
        other !== name && binding.code !== UNBOUND && canMeet(name, other) && sameChord(binding, chord),
    )
    .map(([other]) => other);
}

/** Binds a command; a chord that is the default is no choice. */
export function bind(overrides: Overrides, name: CommandName, chord: Chord): Overrides {
  const { [name]: _before, ...rest } = overrides;
  return sameChord(chord, defaultBinding(name)) ? rest : { ...rest, [name]: chord };
}

/**
 * Gives a command the key of another, and that one the key this had. Null where the exchange would only move the
 * conflict: a third command has the key where the other listens, or the key does not suit the other.
 */
export function swap(overrides: Overrides, name: CommandName, other: CommandName): Overrides | null {
  const bound = boundKeys(overrides);
  const [mine, theirs] = [bound.get(name), bound.get(other)];
  if (!mine || !theirs || mine.code === UNBOUND || theirs.code === UNBOUND) return null;
  const next = bind(bind(overrides, name, chordOf(theirs)), other, chordOf(mine));
  const after = boundKeys(next);
  const pushedOff = COMMAND_NAMES.some(
    (one) => bound.get(one)?.code !== UNBOUND && after.get(one)?.code === UNBOUND,
  );
  return overridesProblem(next) === null && !pushedOff ? next : null;
}

export const chordOf = ({ code, command, shift }: Binding): Chord => ({
  code,
  ...(command ? { command } : {}),
  ...(shift ? { shift } : {}),
});

/** What is wrong with a set of choices; null when it can be kept. */
export function overridesProblem(
  overrides: Readonly<Record<string, Chord>>,
): { command: string; problem: "unknown" | "refused" | "conflict" } | null {
  for (const [command, chord] of Object.entries(overrides)) {
    const name = COMMAND_NAMES.find((one) => one === command);
    if (!name) return { command, problem: "unknown" };
    if (refusalOf(chord, defaultBinding(name)) !== null && !sameChord(chord, defaultBinding(name)))
      return { command, problem: "refused" };
    if (conflictsOf(overrides as Overrides, name, chord).length > 0) return { command, problem: "conflict" };
  }
  return null;
}
