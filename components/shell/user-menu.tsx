"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { previewPreference } from "#components/preview/preview-preference.ts";
import { Menu, MenuChoice, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { signOut } from "./sign-out.ts";
import type { Theme } from "./theme.ts";
import { usePreferences } from "./use-preferences.ts";
import type { ConsoleViewer } from "./viewer.ts";

const LANGUAGES = [
  { value: "en", label: "English", lang: "en" },
  { value: "fa", label: "فارسی", lang: "fa" },
] as const;

export function UserMenu({ viewer, theme }: { viewer: ConsoleViewer; theme: Theme }) {
  const t = useTranslations("shell");
  const preferences = useTranslations("preview.preference");
  const locale = useLocale();
  const change = usePreferences();
  const themes = (["system", "light", "dark"] as const).map((value) => ({
    value,
    label: t(`theme.${value}`),
  }));
  const preview = previewPreference.use();
  const previews = (["on", "off"] as const).map((value) => ({ value, label: preferences(value) }));
  const router = useRouter();
  return (
    <Menu
      side="top"
      label={t("account")}
      trigger={
        <button
          type="button"
          className="flex w-full items-center gap-2 rounded-md px-2 py-1 text-start text-ink-2 hover:bg-hover hover:text-ink pointer-coarse:py-2"
        >
          <span className="grid size-[18px] shrink-0 place-content-center rounded-full bg-line-strong text-[10px] leading-none text-ink">
            {viewer.name.slice(0, 1).toLocaleUpperCase(locale)}
          </span>
          <span dir="auto" className="truncate">
            {viewer.name}
          </span>
          {viewer.title ? (
            <span dir="auto" className="ms-auto max-w-20 truncate text-xs text-ink-3">
              {viewer.title[locale]}
            </span>
          ) : null}
        </button>
      }
    >
      <MenuChoice
        label={t("language")}
        value={locale}
        options={LANGUAGES}
        onChange={(next) => change({ locale: next })}
      />
      <MenuSeparator />
      <MenuChoice
        label={t("theme.label")}
        value={theme}
        options={themes}
        onChange={(next) => change({ theme: next })}
      />
      <MenuSeparator />
      <MenuItem onSelect={() => router.push("/wellbeing")}>{t("area.wellbeing")}</MenuItem>
      <MenuItem onSelect={() => router.push("/settings/keys")}>{t("area.keys")}</MenuItem>
      <MenuSeparator />
      <MenuChoice
        label={preferences("label")}
        value={preview}
        options={previews}
        onChange={previewPreference.set}
      />
      <MenuSeparator />
      <MenuItem onSelect={() => void signOut()}>{t("signOut")}</MenuItem>
    </Menu>
  );
}
