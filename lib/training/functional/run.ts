import type { Card, Label, Signals, TextInput } from "#lib/scoring/index.ts";
import { bootstrapDraws, type Interval, percentileInterval } from "../intervals.ts";
import { auc, macroF1, type Scored } from "../metrics.ts";
import { seededRandom } from "../seeded-random.ts";
import { GERMAN } from "./de.ts";
import { ENGLISH } from "./en.ts";
import { expandSuite } from "./expand.ts";
import { PERSIAN } from "./fa.ts";
import { FUNCTIONALITIES, type FunctionalCase, type Functionality, type SuiteLanguage } from "./schema.ts";

const BOOTSTRAP_SEED = 7;

type ClassResult = {
  language: SuiteLanguage;
  functionality: Functionality;
  capability: string;
  n: number;
  /** Part of the cases right, per label; a label without a head or a review threshold is not there. */
  accuracy: Partial<Record<Label, number>>;
};
type LanguageResult = {
  language: SuiteLanguage;
  n: number;
  /** Of the hate head, over all cases that say whether they are hate. */
  aucHate: number | null;
  /** From draws of whole templates, as cases of one template are alike. */
  aucHateInterval: Interval | null;
  macroF1Hate: number | null;
};
type Failure = Omit<FunctionalCase, "labels"> & { label: Label; gold: 0 | 1; score: number };
export type FunctionalReport = { languages: LanguageResult[]; classes: ClassResult[]; failures: Failure[] };

/** All cases of all languages, in a fixed order. */
export function functionalCases(): FunctionalCase[] {
  return [ENGLISH, GERMAN, PERSIAN].flatMap(expandSuite);
}

/**
 * Runs the functional suite: right means that the score is on the right side of the review threshold in the
 * model's card. All failures are listed.
 * @param score signals in the order of the texts
 */
export async function runFunctionalSuite(
  score: (texts: readonly TextInput[]) => Promise<readonly Signals[]>,
  heads: Card["heads"],
): Promise<FunctionalReport> {
  const cases = functionalCases();
  const signals = await score(cases.map(({ id, text, language }) => ({ id, text, lang: language })));
  const thresholds = new Map(heads.flatMap(({ label, review }) => (review ? [[label, review.value]] : [])));
  const scored = cases.map((one, at) => ({ one, signals: signals[at] ?? {} }));
  const judged = scored.flatMap(({ one, signals }) => judge(one, signals, thresholds));
  const failures = judged
    .filter(({ right }) => !right)
    .map(({ one: { labels: _, ...about }, label, gold, score }) => ({ ...about, label, gold, score }));

  const languages = [...new Set(cases.map(({ language }) => language))];
  return {
    languages: languages.map((language) => measureLanguage(language, judged, thresholds.get("hate"), cases)),
    classes: languages.flatMap((language) =>
      (Object.keys(FUNCTIONALITIES) as Functionality[]).flatMap((functionality) => {
        const ofClass = (one: FunctionalCase) =>
          one.language === language && one.functionality === functionality;
        const n = cases.filter(ofClass).length;
        const { capability, labels } = FUNCTIONALITIES[functionality];
        if (n === 0) return [];
        const accuracy: Partial<Record<Label, number>> = {};
        for (const label of Object.keys(labels) as Label[]) {
          const answers = judged.filter((answer) => answer.label === label && ofClass(answer.one));
          if (answers.length > 0)
            accuracy[label] = answers.filter(({ right }) => right).length / answers.length;
        }
        return [{ language, functionality, capability, n, accuracy }];
      }),
    ),
    failures,
  };
}

type Judged = { one: FunctionalCase; label: Label; gold: 0 | 1; score: number; right: boolean };

function judge(one: FunctionalCase, signals: Signals, thresholds: ReadonlyMap<Label, number>): Judged[] {
  return (Object.entries(one.labels) as [Label, 0 | 1][]).flatMap(([label, gold]) => {
    const score = signals[label];
    const threshold = thresholds.get(label);
    if (score === undefined || threshold === undefined) return [];
    return [{ one, label, gold, score, right: score >= threshold === (gold === 1) }];
  });
}

function measureLanguage(
  language: SuiteLanguage,
  judged: readonly Judged[],
  threshold: number | undefined,
  cases: readonly FunctionalCase[],
): LanguageResult {
  const answers = judged.filter(({ one, label }) => one.language === language && label === "hate");
  const asScored = ({ score, gold }: Judged): Scored => ({ score, positive: gold === 1 });
  const hate = answers.map(asScored);
  const byTemplate = [...Map.groupBy(answers, ({ one }) => one.template).values()].map((group) =>
    group.map(asScored),
  );
  const draws = bootstrapDraws(byTemplate, (sample) => auc(sample.flat()), seededRandom(BOOTSTRAP_SEED));
  return {
    language,
    n: cases.filter((one) => one.language === language).length,
    aucHate: auc(hate),
    aucHateInterval: percentileInterval(draws),
    macroF1Hate: threshold === undefined ? null : macroF1(hate, threshold),
  };
}
