"use client";

import { useTranslations } from "next-intl";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { cx } from "#components/ui/cx.ts";
import { Kbd } from "#components/ui/kbd.tsx";
import type { Explanation } from "#lib/review/schema.ts";
import { MarkedText } from "./marked-text.tsx";
import type { Veil } from "./use-veil.ts";

type ItemTextProps = {
  /** Whose keys lift the veil here. */
  scope?: "desk" | "annotate";
  text: string;
  language: string | null;
  explanation: Explanation | undefined;
  veil: Veil;
};

/** The words under judgement, as plain text, with the words that carried the score marked in them. */
export function ItemText({ scope = "desk", text, language, explanation, veil }: ItemTextProps) {
  const t = useTranslations("desk");
  const key = useKeyLabel();
  if (text.trim() === "") return <p className="text-ink-3">{t("noText")}</p>;
  return (
    <div className={cx("relative", veil.veiled && "min-h-16")}>
      <p
        dir="auto"
        lang={language ?? undefined}
        aria-hidden={!veil.shown}
        className={cx("max-w-[64ch] text-lg break-words whitespace-pre-wrap", !veil.shown && "veiled")}
      >
        <MarkedText text={text} spans={explanation?.spans ?? []} />
      </p>
      {veil.shown ? null : (
        <div className="absolute inset-0 flex flex-wrap content-center items-center justify-center gap-2">
          <span className="rounded-md bg-panel px-2 py-1 text-ink-2">
            {t("veil.hidden")}{" "}
            <span className="pointer-coarse:hidden">
              {t.rich("veil.hold", { key: () => <Kbd>{key(scope, "reveal")}</Kbd> })}
            </span>
          </span>
          <Button
            size="sm"
            hint={scope === "desk" ? key("desk", "showText") : undefined}
            onClick={veil.toggle}
          >
            {t("veil.show")}
          </Button>
        </div>
      )}
    </div>
  );
}
