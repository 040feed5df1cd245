import type { Card, CardSource } from "#lib/scoring/index.ts";
import type { Example } from "./read-examples.ts";
import { SOURCE_FACTS } from "./sources.ts";

/** What a version reads of a text: words alone, or their order too. */
export type ModelKind = "linear" | "encoder";

const BY_KIND: Readonly<Record<ModelKind, readonly string[]>> = {
  linear: [
    "A bag of n-grams: it knows words and spellings, not what is said with them. Negation, quotation, counter-speech, reclaimed words, irony and threats in plain words are read wrongly, and often.",
  ],
  encoder: [
    "It reads the order of words, learnt in part from invented sentences (negation, quotation, counter-speech, reclaimed words, neutral mentions). It is a small model: irony, long arguments, and what needs knowledge of the world are still read wrongly.",
    "Invented sentences in Spanish, Italian, Portuguese and Dutch are all it has seen of these languages: no labelled posts were at hand, and nothing is measured there.",
    "Definitions (hate/edos and the like) are each read on the one source they are named after; elsewhere they are untested.",
  ],
};

/** What whoever relies on the model must know; stands in every card. */
const LIMITS: readonly string[] = [
  "Sources disagree on what hate, harassment and offence are; one head averages their definitions. The table says on which source each was read.",
  "The test texts come from the same sources and years as the training texts. Expect lower numbers on another platform, and measure there before anything is automatic.",
  "Precision and recall at a threshold belong to the mixture of harmful and harmless posts in these sources, which hold far more harm than a platform does. At a lower prevalence the precision of the same threshold is lower.",
  "An automatic threshold holds for the languages named with it and for no other; where the language of a post is not known, a person decides. In Chinese, precision seen on dev did not hold on test.",
  "Sexual content and violence have few examples, from one or two English sources; they are for review only. Route these by lexicon and rule to people.",
  "Languages seen in training: English, German, French, Turkish, Chinese, Korean, Arabic, Roman Urdu, and some Russian for spam. Persian and all others: a score means little; route by lexicon, rule and people.",
  "Mentions of groups raise the score of hate, also in harmless posts. See the fairness measures before automating.",
  "Annotators' agreement is low in several sources (mlma, hatexplain, germeval2018); part of what is counted as error is theirs.",
];

/** The limits of a version, those of its missing heads first. */
export function describeLimits(absent: Card["absent"], kind: ModelKind): string[] {
  const labels = absent.map((one) => one.label).join(", ");
  const missing = labels
    ? [`No head for ${labels}: no score at all. Route these by lexicon and rule to people.`]
    : [];
  return [...missing, ...BY_KIND[kind], ...LIMITS];
}

/** One line of the card per source, counted before near-duplicates were left out. */
export function describeSources(all: readonly Example[], dropped: ReadonlyMap<string, number>): CardSource[] {
  return [...Map.groupBy(all, (example) => example.source)].map(([name, examples]) => {
    const inSplit = (split: Example["split"]) => examples.filter((example) => example.split === split).length;
    const facts = SOURCE_FACTS[name] ?? { origin: "not described", url: "", licence: "not described" };
    return {
      name,
      ...facts,
      languages: [...new Set(examples.flatMap((example) => example.lang.split(",")))].sort().join(", "),
      train: inSplit("train"),
      dev: inSplit("dev"),
      test: inSplit("test"),
      nearDuplicates: dropped.get(name) ?? 0,
    };
  });
}
