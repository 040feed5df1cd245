/**
 * The one map from command to key. The handler, the `?` overlay, the hints on buttons and the browser
 * tests all read it. Keys are matched by their place (`KeyboardEvent.code`), so that they stay where
 * they are on a Persian or Russian layout.
 */
export type Binding = {
  code: string;
  /** Ctrl, or ⌘ on Apple machines. */
  command?: true;
  shift?: true;
  /** What the key types, for keys whose place differs between Latin layouts. */
  typed?: readonly string[];
  /** As printed. */
  label: string;
  /** Works while typing in a field too. */
  inFields?: true;
  /** Fires again when let go; for keys that are held. */
  held?: true;
};

const letter = (name: string): Binding => ({ code: `Key${name}`, label: name });
const digit = (value: number): Binding => ({ code: `Digit${value}`, label: String(value) });
const arrow = (side: string, label: string): Binding => ({ code: `Arrow${side}`, label });

export const KEYMAP = {
  global: {
    search: { code: "KeyK", command: true, label: "K", inFields: true },
    help: { code: "Slash", shift: true, typed: ["?", "؟"], label: "?" },
    find: { code: "Slash", label: "/" },
  },
  list: {
    next: letter("N"),
    start: { code: "Enter", label: "↵" },
    down: letter("J"),
    up: letter("K"),
    filter: letter("F"),
  },
  desk: {
    allow: letter("A"),
    remove: letter("R"),
    limit_reach: letter("L"),
    warn: letter("W"),
    suspend_account: letter("U"),
    strike: letter("K"),
    escalate: letter("E"),
    emergency: { code: "KeyE", shift: true, label: "⇧ E" },
    policy1: digit(1),
    policy2: digit(2),
    policy3: digit(3),
    policy4: digit(4),
    policy5: digit(5),
    policy6: digit(6),
    policy7: digit(7),
    policy8: digit(8),
    policy9: digit(9),
    note: letter("N"),
    privateNote: letter("P"),
    decide: { code: "Enter", label: "↵" },
    decideFromNote: { code: "Enter", command: true, label: "↵", inFields: true },
    leaveField: { code: "Escape", label: "Esc", inFields: true },
    reveal: { code: "Space", label: "Space", held: true },
    revealFull: { code: "Space", shift: true, label: "⇧ Space", held: true },
    marks: letter("M"),
    regions: { code: "KeyM", shift: true, label: "⇧ M" },
    thread: letter("Q"),
    edits: { code: "KeyD", shift: true, label: "⇧ D" },
    alike: letter("D"),
    author: letter("J"),
    teamNote: { code: "KeyN", shift: true, label: "⇧ N" },
    recommended: letter("Y"),
    falseMatch: { code: "KeyF", shift: true, label: "⇧ F" },
    similar: { code: "KeyS", shift: true, label: "⇧ S" },
    priority: { code: "KeyP", shift: true, label: "⇧ P" },
    whatIf: letter("I"),
    showText: letter("V"),
    showGrey: letter("G"),
    showFull: letter("F"),
    skip: letter("S"),
    undo: letter("Z"),
    lookAgain: letter("T"),
    takeBreak: letter("B"),
    breakLater: { code: "KeyB", shift: true, label: "⇧ B" },
    claim: letter("C"),
    extend: letter("X"),
    handOver: letter("H"),
    ask: { code: "KeyA", shift: true, label: "⇧ A" },
    hold: { code: "KeyH", shift: true, label: "⇧ H" },
    resume: { code: "KeyC", shift: true, label: "⇧ C" },
  },
  // Many items at once, as a grid.
  grid: {
    left: arrow("Left", "←"),
    right: arrow("Right", "→"),
    up: arrow("Up", "↑"),
    down: arrow("Down", "↓"),
    extendLeft: { ...arrow("Left", "⇧ ←"), shift: true },
    extendRight: { ...arrow("Right", "⇧ →"), shift: true },
    extendUp: { ...arrow("Up", "⇧ ↑"), shift: true },
    extendDown: { ...arrow("Down", "⇧ ↓"), shift: true },
    toggle: letter("X"),
    all: letter("A"),
    none: { ...letter("A"), shift: true, label: "⇧ A" },
    reveal: letter("V"),
    open: letter("O"),
    act1: digit(1),
    act2: digit(2),
    act3: digit(3),
    act4: digit(4),
    act5: digit(5),
    policy: letter("P"),
    note: letter("N"),
    decide: { code: "Enter", command: true, label: "↵", inFields: true },
  },
  bulk: {
    undo: letter("Z"),
  },
  // Policies and rules, while they are written.
  editor: {
    save: { code: "KeyS", command: true, label: "S", inFields: true },
  },
  // On the desk, while the case is an appeal: nothing else of the desk's claims these keys then.
  appeal: {
    uphold: letter("U"),
    overturn: letter("O"),
  },
  // While the case is a disagreement between two others.
  look: {
    takeA: { code: "BracketLeft", label: "[" },
    takeB: { code: "BracketRight", label: "]" },
  },
  annotate: {
    label1: digit(1),
    label2: digit(2),
    label3: digit(3),
    label4: digit(4),
    label5: digit(5),
    label6: digit(6),
    label7: digit(7),
    label8: digit(8),
    label9: digit(9),
    none: digit(0),
    submit: { code: "Enter", label: "↵" },
    skip: letter("S"),
    undo: letter("Z"),
    undoToo: { code: "KeyZ", command: true, label: "Z" },
    reveal: { code: "Space", label: "Space", held: true },
  },
} as const satisfies Record<string, Record<string, Binding>>;

export type Scope = keyof typeof KEYMAP;
export type Command<S extends Scope> = keyof (typeof KEYMAP)[S] & string;

export function bindingsOf<S extends Scope>(scope: S): Record<Command<S>, Binding> {
  return KEYMAP[scope] as Record<Command<S>, Binding>;
}

export const LABEL_COMMANDS = [
  "label1",
  "label2",
  "label3",
  "label4",
  "label5",
  "label6",
  "label7",
  "label8",
  "label9",
] as const satisfies readonly Command<"annotate">[];

export const POLICY_COMMANDS = [
  "policy1",
  "policy2",
  "policy3",
  "policy4",
  "policy5",
  "policy6",
  "policy7",
  "policy8",
  "policy9",
] as const satisfies readonly Command<"desk">[];
