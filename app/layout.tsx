import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Providers } from "#components/shell/providers.tsx";
import { themeFrom } from "#components/shell/theme.ts";
import { directionOf } from "../i18n/locales.ts";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return {
    title: { default: "Docket", template: "%s · Docket" },
    description: t("description"),
    robots: "noindex",
  };
}

export const viewport: Viewport = { width: "device-width", initialScale: 1, viewportFit: "cover" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale();
  const dir = directionOf(locale);
  const theme = themeFrom((await cookies()).get("theme")?.value);
  return (
    <html lang={locale} dir={dir} data-theme={theme === "system" ? undefined : theme}>
      <body>
        <NextIntlClientProvider>
          <Providers dir={dir}>{children}</Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
