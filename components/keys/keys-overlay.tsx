"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useCommandKeyName } from "#components/shell/use-command-key-name.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { Checkbox } from "#components/ui/field.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { useActiveScopes } from "./active-scopes.ts";
import { printedKey } from "./chord.ts";
import type { Binding } from "./keymap.ts";
import { useKeymap } from "./keymap-context.tsx";
import { setSingleKeys, useSingleKeys } from "./single-keys.ts";

type MessageKey = Parameters<ReturnType<typeof useTranslations<"keys">>>[0];

/** The digits cite policies, or set labels, one by one; one row says so for all that kept their digit. */
const isDigitRow = (name: string, binding: Binding | undefined) => {
  const digit = /^(?:policy|label)([2-9])$/.exec(name)?.[1];
  return digit !== undefined && binding?.code === `Digit${digit}`;
};

/** The keys that work on this page now, from the same map that handles them. */
export function KeysOverlay({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("keys");
  const scopes = useActiveScopes();
  const commandKey = useCommandKeyName();
  const single = useSingleKeys();
  const keymap = useKeymap();
  const printed = (binding: Binding) =>
    binding.code === "Digit1" ? "1 – 9" : printedKey(binding, commandKey);
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("title")} wide>
      <div className="grid gap-4">
        {[...scopes].reverse().map(({ scope, commands }) => {
          if (commands.length === 0) return null;
          const bindings: Readonly<Record<string, Binding>> = keymap[scope];
          return (
            <section key={scope}>
              <h3 className="mb-1.5 text-2xs text-ink-3">{t(`scope.${scope}`)}</h3>
              <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
                {commands.map((command) => {
                  const binding = bindings[command];
                  if (!binding || isDigitRow(command, binding)) return null;
                  return (
                    <div
                      key={command}
                      className="flex items-center justify-between gap-3 border-b border-line py-1"
                    >
                      <dt>{t(`${scope}.${command}` as MessageKey)}</dt>
                      <dd>
                        <span className="sr-only">{printed(binding)}</span>
                        <Kbd className="pointer-coarse:inline-block">{printed(binding) || "–"}</Kbd>
                      </dd>
                    </div>
                  );
                })}
              </dl>
            </section>
          );
        })}
        <Link
          href="/settings/keys"
          className="justify-self-start text-accent underline-offset-2 hover:underline"
          onClick={() => onOpenChange(false)}
        >
          {t("change")}
        </Link>
        <Checkbox
          label={t("single")}
          checked={single}
          onChange={(event) => setSingleKeys(event.currentTarget.checked)}
        />
      </div>
    </Dialog>
  );
}
