"use client";

import { useTranslations } from "next-intl";
import type { Scope } from "./keymap.ts";
import type { CommandName } from "./overrides.ts";

type MessageKey = Parameters<ReturnType<typeof useTranslations<"keys">>>[0];

/** Commands and scopes in the reader's language. */
export function useCommandWords() {
  const t = useTranslations("keys");
  return {
    command: (name: CommandName) => t(name as MessageKey),
    scope: (name: CommandName) => t(`scope.${name.slice(0, name.indexOf(".")) as Scope}`),
  };
}
