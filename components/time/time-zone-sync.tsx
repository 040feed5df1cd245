"use client";

import { useRouter } from "next/navigation";
import { useTimeZone } from "next-intl";
import { useEffect } from "react";
import { TIME_ZONE_COOKIE } from "../../i18n/time-zone.ts";

const YEAR_SECONDS = 365 * 24 * 3600;

/** Tells the server this browser's time zone, so that the next paint prints local times. */
export function TimeZoneSync() {
  const printed = useTimeZone();
  const router = useRouter();
  useEffect(() => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const cookie = `${TIME_ZONE_COOKIE}=${encodeURIComponent(here)}`;
    // Already told: the server may print the same zone under its other name.
    if (!here || here === printed || document.cookie.split("; ").includes(cookie)) return;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet.
    document.cookie = `${cookie}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
    if (document.cookie.split("; ").includes(cookie)) router.refresh();
  }, [printed, router]);
  return null;
}
