"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Page } from "#components/ui/page.tsx";
import { KeyRow } from "./key-row.tsx";
import type { Scope } from "./keymap.ts";
import { KEYMAP } from "./keymap.ts";
import type { CommandName } from "./overrides.ts";
import { useRebind } from "./use-rebind.ts";

/** The desk has by far the most: it stands alone, the others beside it. */
const COLUMNS: readonly (readonly Scope[])[] = [
  ["desk"],
  (Object.keys(KEYMAP) as Scope[]).filter((scope) => scope !== "desk"),
];

/** Every command with its key, to be changed by pressing another. */
export function KeysPage() {
  const t = useTranslations("keysPage");
  const tk = useTranslations("keys");
  const { overrides, save, saving } = useRebind();
  const [listening, setListening] = useState<CommandName | null>(null);
  const changed = Object.keys(overrides).length > 0;
  return (
    <Page
      title={t("title")}
      aside={
        <Button disabled={!changed || saving} onClick={() => save({}, t("resetDone"))}>
          {t("resetAll")}
        </Button>
      }
    >
      <p className="max-w-[72ch] pb-3 text-ink-2">{t("intro")}</p>
      <div className="grid items-start gap-4 xl:grid-cols-2">
        {COLUMNS.map((scopes) => (
          <div key={scopes[0]} className="grid gap-4">
            {scopes.map((scope) => (
              <section key={scope} aria-labelledby={`keys-${scope}`}>
                <h2 id={`keys-${scope}`} className="pb-1.5 text-2xs text-ink-3">
                  {tk(`scope.${scope}`)}
                </h2>
                <Card className="divide-y divide-line overflow-hidden">
                  {Object.keys(KEYMAP[scope]).map((command) => {
                    const name = `${scope}.${command}` as CommandName;
                    return (
                      <KeyRow
                        key={name}
                        name={name}
                        overrides={overrides}
                        save={save}
                        listening={listening === name}
                        listen={(on) => setListening(on ? name : null)}
                      />
                    );
                  })}
                </Card>
              </section>
            ))}
          </div>
        ))}
      </div>
    </Page>
  );
}
