import { useTranslations } from "next-intl";
import type { MovableModel } from "#lib/training/schema.ts";

/** Not a file but a rule, so it has a name of its own; lib/scoring calls it the same. */
const LATE_FUSION = "late";

/** Where a version's page and its part of the API lie, below both. */
export function versionPath(model: string, version: string): string {
  return `${roomOf(model)}/versions/${version}`;
}

/** The part of the models room that a model has. */
export function roomOf(model: string): string {
  return model === ("fusion" satisfies MovableModel) ? "models/fusion" : "models";
}

/** Whether a version is the rule that late fusion is. */
export const isLate = (version: string): boolean => version === LATE_FUSION;

/** Versions as the reader calls them. */
export function useVersionName() {
  const t = useTranslations("training");
  return {
    /** "1003", "late fusion": within a sentence. */
    short: (version: string) => (isLate(version) ? t("lateFusion") : version),
    /** "Version 1003", "Late fusion". */
    full: (version: string) => (isLate(version) ? t("lateFusionName") : t("versionName", { version })),
  };
}
