"use client";

import { diffArrays, diffWords } from "diff";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { useWords } from "#components/review/use-words.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { PolicyContent } from "#lib/policy/policy-content.ts";
import type { Thresholds } from "#lib/policy/schema.ts";
import { readable, togetherWord } from "./policy-words.ts";

type Props = { before: PolicyContent; after: PolicyContent };

/** What a version changes: its words marked in place, its fields side by side. */
export function VersionDiff({ before, after }: Props) {
  const t = useTranslations("policyEdit");
  const tp = useTranslations("policies");
  const words = useWords();
  const fields = useFieldRows(before, after);
  const languages = [...new Set([...Object.keys(before.translations), ...Object.keys(after.translations)])];
  const texts = [
    { name: tp("name"), before: before.title, after: after.title },
    { name: tp("text"), before: before.text, after: after.text },
    ...languages.flatMap((language) => [
      {
        name: `${words.language(language)}: ${tp("name")}`,
        before: before.translations[language]?.title ?? "",
        after: after.translations[language]?.title ?? "",
      },
      {
        name: `${words.language(language)}: ${tp("text")}`,
        before: before.translations[language]?.text ?? "",
        after: after.translations[language]?.text ?? "",
      },
    ]),
  ].filter((row) => row.before !== row.after);
  const lists = (["notAllowed", "allowed"] as const).filter(
    (key) => JSON.stringify(before.examples[key]) !== JSON.stringify(after.examples[key]),
  );
  if (texts.length + fields.length + lists.length === 0)
    return <EmptyState title={t("noChange")}>{t("noChangeDetail")}</EmptyState>;
  return (
    <div className="grid gap-4">
      {fields.length > 0 ? (
        <table className="w-full border-collapse">
          <thead>
            <tr className="text-start text-xs text-ink-3">
              <th className="py-1 pe-3 text-start font-normal">{t("field")}</th>
              <th className="py-1 pe-3 text-start font-normal">{t("before")}</th>
              <th className="py-1 text-start font-normal">{t("after")}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((row) => (
              <tr key={row.name} className="border-t border-line align-top">
                <th scope="row" className="py-1.5 pe-3 text-start font-normal text-ink-2">
                  {row.name}
                </th>
                <td className="py-1.5 pe-3">
                  <del className="bg-bad-soft text-bad no-underline">{row.before}</del>
                </td>
                <td className="py-1.5">
                  <ins className="bg-ok-soft text-ok no-underline">{row.after}</ins>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {texts.map((row) => (
        <section key={row.name}>
          <h3 className="mb-1 text-xs text-ink-3">{row.name}</h3>
          <WordDiff before={row.before} after={row.after} />
        </section>
      ))}
      {lists.map((key) => (
        <section key={key}>
          <h3 className="mb-1 text-xs text-ink-3">{t(`examples.${key}`)}</h3>
          <ListDiff before={before.examples[key]} after={after.examples[key]} />
        </section>
      ))}
    </div>
  );
}

/** Words by the rules of the language they are read in: Farsi joins with half-spaces. */
function WordDiff({ before, after }: { before: string; after: string }) {
  const locale = useLocale();
  const parts = useMemo(
    () =>
      diffWords(before, after, { intlSegmenter: new Intl.Segmenter(locale, { granularity: "word" }) }).map(
        (part, position) => ({ ...part, position }),
      ),
    [before, after, locale],
  );
  return (
    <p dir="auto" className="max-w-[68ch] text-base whitespace-pre-line">
      {parts.map((part) =>
        part.added ? (
          <ins key={part.position} className="bg-ok-soft text-ok underline">
            {part.value}
          </ins>
        ) : part.removed ? (
          <del key={part.position} className="bg-bad-soft text-bad">
            {part.value}
          </del>
        ) : (
          <span key={part.position}>{part.value}</span>
        ),
      )}
    </p>
  );
}

function ListDiff({ before, after }: { before: readonly string[]; after: readonly string[] }) {
  const rows = diffArrays([...before], [...after]).flatMap(({ added, removed, value }) =>
    value.map((text) => ({ text, added, removed })),
  );
  return (
    <ul className="grid gap-1">
      {rows.map(({ text, added, removed }) => (
        <li
          key={`${text} ${added} ${removed}`}
          dir="auto"
          className={`border-s-2 ps-2.5 ${added ? "border-ok" : removed ? "border-bad" : "border-line text-ink-3"}`}
        >
          {added ? (
            <ins className="text-ok">{text}</ins>
          ) : removed ? (
            <del className="text-bad">{text}</del>
          ) : (
            text
          )}
        </li>
      ))}
    </ul>
  );
}

function useFieldRows(before: PolicyContent, after: PolicyContent) {
  const t = useTranslations("policyEdit");
  const tp = useTranslations("policies");
  const ta = useTranslations("action");
  const format = useFormatter();
  const words = useWords();
  const pair = ({ review, automatic }: Pick<Thresholds, "review" | "automatic">) =>
    t("pair", {
      review: words.probability(review),
      automatic: automatic === null ? tp("never") : words.probability(automatic),
    });
  const none = t("none");
  const languages = [
    ...new Set([before, after].flatMap(({ thresholds }) => Object.keys(thresholds.languages ?? {}))),
  ];
  const rows = (content: PolicyContent) => [
    [tp("severity"), format.number(content.severity)],
    [tp("signal"), words.signal(content.signal)],
    [tp("queue"), content.queueSlug],
    [t("thresholds"), pair(content.thresholds)],
    [
      t("measuredIn"),
      content.thresholds.automaticLanguages?.map(words.language).join(" · ") ?? t("everyLanguage"),
    ],
    ...languages.map((language) => {
      const own = content.thresholds.languages?.[language];
      return [t("thresholdsIn", { language: words.language(language) }), own ? pair(own) : none];
    }),
    [tp("actions"), content.allowedActions.map((action) => ta(action)).join(" · ")],
    [tp("bulk.label"), tp(`bulk.${togetherWord(content.oneByOne)}`)],
    [tp("automaticAction"), content.automaticAction ? ta(content.automaticAction) : tp("never")],
    [tp("legalGround"), content.legalGround ? readable(content.legalGround) : none],
    [tp("dsaCategory"), content.dsaCategory ? readable(content.dsaCategory) : none],
  ];
  const then = rows(after);
  return rows(before).flatMap(([name = "", value = ""], index) => {
    const changed = then[index]?.[1] ?? "";
    return value === changed ? [] : [{ name, before: value, after: changed }];
  });
}
