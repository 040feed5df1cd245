"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { useCommandKeyName } from "#components/shell/use-command-key-name.ts";
import { Button } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Tag } from "#components/ui/tag.tsx";
import {
  type Chord,
  codeOf,
  labelOfChord,
  printedKey,
  type Refusal,
  refusalOf,
  sameChord,
  UNBOUND,
} from "./chord.ts";
import {
  bind,
  boundKeys,
  type CommandName,
  chordOf,
  conflictsOf,
  defaultBinding,
  type Overrides,
  swap,
} from "./overrides.ts";
import { useCommandWords } from "./use-command-words.ts";

type KeyRowProps = {
  name: CommandName;
  overrides: Overrides;
  save: (next: Overrides, done: string) => void;
  listening: boolean;
  listen: (on: boolean) => void;
};

/** What a pressed key came to, when it was not simply taken. */
type Trouble =
  | { kind: "refused"; chord: Chord; why: Refusal }
  | { kind: "conflict"; chord: Chord; others: CommandName[]; swapped: Overrides | null };

/** One command: its key, and what happens when another is pressed for it. */
export function KeyRow({ name, overrides, save, listening, listen }: KeyRowProps) {
  const t = useTranslations("keysPage");
  const words = useCommandWords();
  const commandKey = useCommandKeyName();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const binding = boundKeys(overrides).get(name) ?? defaultBinding(name);
  const standard = defaultBinding(name);
  const own = overrides[name] !== undefined || binding.code === UNBOUND;
  const label = words.command(name);
  const printed = (chord: Chord) =>
    chord.command ? `${commandKey} ${labelOfChord(chord)}` : labelOfChord(chord);

  function take(chord: Chord, alt: boolean): void {
    listen(false);
    const why = sameChord(chord, standard) ? null : refusalOf({ ...chord, alt }, standard);
    if (why) {
      setTrouble({ kind: "refused", chord, why });
      return;
    }
    const others = conflictsOf(overrides, name, chord);
    const [only] = others;
    if (only === undefined) {
      setTrouble(null);
      save(bind(overrides, name, chord), t("saved", { command: label, key: printed(chord) }));
      return;
    }
    const swapped = others.length === 1 ? swap(overrides, name, only) : null;
    setTrouble({ kind: "conflict", chord, others, swapped });
  }

  useCapture(listening, {
    take,
    leave: () => listen(false),
  });

  function start(): void {
    setTrouble(null);
    listen(true);
  }

  return (
    <div className="px-3 py-1">
      <div className="flex min-h-7 flex-wrap items-center gap-x-2 gap-y-1">
        <span className="min-w-0 flex-1">{label}</span>
        {listening ? (
          <span role="status" className="text-xs text-accent">
            {t("listening")}
          </span>
        ) : (
          <>
            {own ? (
              <Tag tone="accent">
                {t("yours")} · {t("default", { key: printedKey(standard, commandKey) })}
              </Tag>
            ) : null}
            <Kbd className="pointer-coarse:inline-block">
              {printedKey(binding, commandKey) || t("unbound")}
            </Kbd>
          </>
        )}
        {own && !listening ? (
          <Button
            size="sm"
            variant="quiet"
            aria-label={t("resetOf", { command: label })}
            onClick={() => {
              setTrouble(null);
              take(chordOf(standard), false);
            }}
          >
            {t("reset")}
          </Button>
        ) : null}
        <Button
          size="sm"
          aria-label={`${t("changeOf", { command: label })} (${printedKey(binding, commandKey) || t("unbound")})`}
          aria-pressed={listening}
          onClick={listening ? () => listen(false) : start}
        >
          {t("change")}
        </Button>
      </div>
      {trouble ? (
        <TroubleLine
          trouble={trouble}
          printed={printed}
          onSwap={(next, other) => {
            setTrouble(null);
            save(next, t("swapped", { command: label, other: words.command(other) }));
          }}
          onKeep={() => setTrouble(null)}
        />
      ) : null}
    </div>
  );
}

type TroubleLineProps = {
  trouble: Trouble;
  printed: (chord: Chord) => string;
  onSwap: (next: Overrides, other: CommandName) => void;
  onKeep: () => void;
};

/** Why the key was not taken, and the way out. */
function TroubleLine({ trouble, printed, onSwap, onKeep }: TroubleLineProps) {
  const t = useTranslations("keysPage");
  const words = useCommandWords();
  const key = printed(trouble.chord);
  if (trouble.kind === "refused")
    return (
      <p role="alert" className="pb-1 text-xs text-bad">
        {t(`refused.${trouble.why}`, { key })}
      </p>
    );
  const { others, swapped } = trouble;
  const [other] = others;
  return (
    <div role="alert" className="flex flex-wrap items-center gap-x-2 gap-y-1 pb-1 text-xs">
      <span className="min-w-0 flex-1 basis-48 text-bad">
        {other !== undefined && others.length === 1
          ? t("conflict", { key, other: words.command(other), scope: words.scope(other) })
          : t("conflictMany", { key, others: others.map(words.command).join(", ") })}
        {swapped ? null : ` ${t("noSwap")}`}
      </span>
      {swapped && other !== undefined ? (
        <Button size="sm" variant="primary" onClick={() => onSwap(swapped, other)}>
          {t("swap")}
        </Button>
      ) : null}
      <Button size="sm" onClick={onKeep}>
        {t("keep")}
      </Button>
    </div>
  );
}

type Capture = { take: (chord: Chord, alt: boolean) => void; leave: () => void };

/** While listening, the next key is ours before any other part of the page hears of it. */
function useCapture(listening: boolean, { take, leave }: Capture): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.repeat || event.isComposing) return;
    if (event.code === "Escape") {
      leave();
      return;
    }
    const chord: Chord = {
      code: codeOf(event.code),
      ...(event.ctrlKey || event.metaKey ? { command: true } : {}),
      ...(event.shiftKey ? { shift: true } : {}),
    };
    // A modifier alone is the beginning of a chord, not a key.
    if (refusalOf(chord, {}) === "modifier") return;
    take(chord, event.altKey);
  });
  useEffect(() => {
    if (!listening) return;
    const down = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", down, { capture: true });
    return () => window.removeEventListener("keydown", down, { capture: true });
  }, [listening]);
}
