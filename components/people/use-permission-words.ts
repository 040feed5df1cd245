"use client";

import { useTranslations } from "next-intl";

/** A permission in words; one that has none yet is called what it is. */
export function usePermissionWords(): (permission: string) => string {
  const t = useTranslations("permission");
  return (permission) => {
    const key = permission as "self:edit";
    return t.has(key) ? t(key) : permission;
  };
}
