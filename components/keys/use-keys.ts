"use client";

import { useEffect, useEffectEvent } from "react";
import { announceScope } from "./active-scopes.ts";
import type { Binding, Command, Scope } from "./keymap.ts";
import { useKeymap } from "./keymap-context.tsx";
import { matchKey } from "./match-key.ts";
import { pressTargetOf } from "./press-target.ts";
import { singleKeysOn } from "./single-keys.ts";

type Handlers<S extends Scope> = Partial<Record<Command<S>, (() => void) | undefined>>;

/** Listens for the keys of one scope while mounted. A missing handler leaves the key to the browser. */
export function useKeys<S extends Scope>(scope: S, handlers: Handlers<S>, released: Handlers<S> = {}): void {
  const bindings: Readonly<Record<Command<S>, Binding>> = useKeymap()[scope];
  const commands = (Object.keys(handlers) as Command<S>[]).filter((command) => handlers[command]);
  const names = commands.join(" ");

  const isHeldKey = (event: KeyboardEvent) =>
    pressTargetOf(event.target) === "page" &&
    (Object.keys(released) as Command<S>[]).some((command) => bindings[command].code === event.code);

  const onDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const command = matchKey(event, bindings, pressTargetOf(event.target), singleKeysOn());
    const handler = command ? handlers[command] : undefined;
    if (handler) {
      event.preventDefault();
      handler();
    } else if (event.repeat && isHeldKey(event)) {
      // A held Space must not scroll the page while it reveals.
      event.preventDefault();
    }
  });
  const onUp = useEffectEvent((event: KeyboardEvent) => {
    for (const command of Object.keys(released) as Command<S>[]) {
      if (bindings[command].code === event.code) released[command]?.();
    }
  });

  useEffect(() => {
    const down = (event: KeyboardEvent) => onDown(event);
    const up = (event: KeyboardEvent) => onUp(event);
    window.addEventListener("keydown", down);
    window.addEventListener("keyup", up);
    return () => {
      window.removeEventListener("keydown", down);
      window.removeEventListener("keyup", up);
    };
  }, []);
  const onChosen = useEffectEvent((command: string) => handlers[command as Command<S>]?.());
  useEffect(
    () =>
      announceScope({
        scope,
        commands: names.split(" ").filter(Boolean),
        run: (command) => onChosen(command),
      }),
    [scope, names],
  );
}
