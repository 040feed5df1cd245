"use client";

import { Command } from "cmdk";
import { useTranslations } from "next-intl";
import { runCommand, useActiveScopes } from "#components/keys/active-scopes.ts";
import type { Binding } from "#components/keys/keymap.ts";
import { useKeyLabel, useKeymap } from "#components/keys/keymap-context.tsx";
import type { CommandName } from "#components/keys/overrides.ts";
import { useCommandWords } from "#components/keys/use-command-words.ts";
import { Kbd } from "#components/ui/kbd.tsx";
import { PALETTE_GROUP, PaletteItem } from "./palette-item.tsx";

/** What only the keyboard can mean: a key that is held, that leaves a field, or that walks a list. */
const NOT_A_DEED =
  /^(global\.search|desk\.(leaveField|decideFromNote)|list\.(up|down|start)|annotate\.undoToo)$/;

const NUMBERED = /^(policy|label)\d$/;

/** Everything that can be done on this page now, as its keys would do it. */
export function PaletteActions({ close }: { close: (after: () => void) => void }) {
  const t = useTranslations("shell");
  const words = useCommandWords();
  const keymap = useKeymap();
  const key = useKeyLabel();
  const scopes = useActiveScopes();
  const deeds = [...scopes].reverse().flatMap(({ scope, commands }) => {
    const bindings: Readonly<Record<string, Binding>> = keymap[scope];
    return commands.flatMap((command) => {
      const name = `${scope}.${command}` as CommandName;
      const binding = bindings[command];
      return binding && !binding.held && !NOT_A_DEED.test(name) ? [{ scope, command, name }] : [];
    });
  });
  // One of many alike is seldom what is looked for.
  deeds.sort((a, b) => Number(NUMBERED.test(a.command)) - Number(NUMBERED.test(b.command)));
  if (deeds.length === 0) return null;
  return (
    <Command.Group heading={t("onThisPage")} className={PALETTE_GROUP}>
      {deeds.map(({ scope, command, name }) => (
        <PaletteItem
          key={name}
          id={`do:${name}`}
          words={[words.command(name), command]}
          onSelect={() => close(() => runCommand(scope, command))}
          aside={<Kbd>{key(scope, command as never)}</Kbd>}
        >
          {words.command(name)}
        </PaletteItem>
      ))}
    </Command.Group>
  );
}
