import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import en from "../messages/en.json";
import fa from "../messages/fa.json";
import { DEFAULT_LOCALE, isLocale, LOCALE_HEADER } from "./locales.ts";
import { knownTimeZone, TIME_ZONE_COOKIE } from "./time-zone.ts";

const messages = { en, fa };

export default getRequestConfig(async ({ locale: asked }) => {
  const jar = await cookies();
  const chosen = asked ?? (await headers()).get(LOCALE_HEADER) ?? jar.get("locale")?.value;
  const locale = isLocale(chosen) ? chosen : DEFAULT_LOCALE;
  return {
    locale,
    messages: messages[locale],
    timeZone: knownTimeZone(jar.get(TIME_ZONE_COOKIE)?.value),
    now: new Date(),
  };
});
