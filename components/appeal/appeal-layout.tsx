import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LOCALES } from "../../i18n/locales.ts";

const NAMES = { en: "English", fa: "فارسی" } as const;

/** The frame of the public appeal page: the platform's name, the other language, one column. */
export function AppealLayout({ platform, children }: { platform: string; children: ReactNode }) {
  const t = useTranslations("appeal");
  const locale = useLocale();
  return (
    <div className="mx-auto grid min-h-full max-w-[640px] content-start gap-[18px] px-5 pt-5 pb-10 text-[0.9375rem] leading-7">
      <header className="flex items-center gap-2">
        <svg viewBox="0 0 18 18" aria-hidden="true" className="size-5">
          <rect width="18" height="18" rx="5" className="fill-ink" />
          <rect x="4" y="5" width="10" height="2" className="fill-bg" />
          <rect x="4" y="11" width="10" height="2" className="fill-bg" />
        </svg>
        <span className="me-auto min-w-0 truncate font-semibold">
          <bdi>{platform}</bdi>
        </span>
        <nav aria-label={t("language")}>
          {LOCALES.filter((other) => other !== locale).map((other) => (
            <a
              key={other}
              href={`?lang=${other}`}
              hrefLang={other}
              lang={other}
              className="inline-block py-1 text-accent underline underline-offset-4"
            >
              {NAMES[other]}
            </a>
          ))}
        </nav>
      </header>
      <main className="grid gap-[18px]">{children}</main>
    </div>
  );
}

export function Box({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <section className="grid gap-2 rounded-xl border border-line bg-panel px-4 py-3.5">
      {title ? <h2 className="font-semibold">{title}</h2> : null}
      {children}
    </section>
  );
}

export function Heading({ children }: { children: ReactNode }) {
  return <h1 className="text-[1.3125rem] leading-[1.6] font-[650] text-balance">{children}</h1>;
}

/** Somebody's words as they wrote them. */
export function Quote({ label, text }: { label: string; text: string }) {
  return (
    <blockquote
      dir="auto"
      // A long post scrolls by keyboard too.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must take the focus (WCAG 2.1.1).
      tabIndex={0}
      aria-label={label}
      className="max-h-60 overflow-y-auto rounded-e-lg border-s-[3px] border-line-strong bg-sunk px-3.5 py-1.5 break-words whitespace-pre-wrap"
    >
      {text}
    </blockquote>
  );
}
