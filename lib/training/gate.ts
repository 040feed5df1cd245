import type { Evaluation, GateCheck } from "./schema.ts";

/** Test examples below which no interval is worth its name. */
export const LEAST_EXAMPLES = 20;
/** Examples of each class that at least one label must have on test. */
export const LEAST_OF_A_CLASS = 5;
/** A head or a language with fewer judgements than this is too small to be judged by itself. */
export const LEAST_OF_A_SLICE = 20;
/** How much worse one head may rank: AUC. */
export const AUC_MARGIN = 0.02;
/** How much worse one head or one language may do: mean log loss, nats. The fairness bound. */
export const LOSS_MARGIN = 0.05;
/** How much further from the truth the probabilities may lie: ECE. */
export const ECE_MARGIN = 0.02;

/**
 * Whether a challenger may be promoted (invariant 12); it may when every check passed.
 *
 * The primary number is the mean log loss. It is a proper score, so it rewards ranking and honest probabilities at
 * once; it is a mean over examples, so a paired bootstrap of it is sound with few of them; and it still tells models
 * apart where AUC has reached 1. The challenger must be better by a 95% interval that lies wholly above 0. Since a
 * champion that is surely wrong is beaten by one that has learnt nothing but how frequent a label is, the challenger
 * must beat that too, by such an interval (skill against climatology). Margins are held by the point estimates, since no interval of a small slice would ever clear them.
 */
export function judgeGate(measured: Omit<Evaluation, "checks">): GateCheck[] {
  const { examples, trainedOn, primary, skill, heads, languages, calibration } = measured;
  const classes = Math.max(0, ...heads.map(({ positives, negatives }) => Math.min(positives, negatives)));
  const [low = 0, high = 0] = primary.interval ?? [];
  const [skillLow = 0, skillHigh = 0] = skill.interval ?? [];
  const judgedHeads = heads.filter((head) => head.positives + head.negatives >= LEAST_OF_A_SLICE);
  const worseHeads = judgedHeads.filter(
    (head) =>
      head.logLoss.value < -LOSS_MARGIN ||
      (head.auc !== null &&
        Math.min(head.positives, head.negatives) >= LEAST_OF_A_CLASS &&
        head.auc.value < -AUC_MARGIN),
  );
  const judgedLanguages = languages.filter(({ judgements }) => judgements >= LEAST_OF_A_SLICE);
  const worseLanguages = judgedLanguages.filter(({ difference }) => difference.value < -LOSS_MARGIN);
  const ece = { champion: calibration.champion.ece, challenger: calibration.challenger.ece };
  return [
    {
      check: "enough",
      passed: examples >= LEAST_EXAMPLES && classes >= LEAST_OF_A_CLASS,
      values: { examples, least: LEAST_EXAMPLES, classes, leastOfClass: LEAST_OF_A_CLASS },
    },
    { check: "separate", passed: trainedOn === 0, values: { trainedOn } },
    {
      check: "better",
      passed: primary.interval !== null && low > 0,
      values: { value: primary.value, low, high },
    },
    {
      check: "informed",
      passed: skill.interval !== null && skillLow > 0,
      values: { value: skill.value, low: skillLow, high: skillHigh },
    },
    {
      check: "heads",
      passed: worseHeads.length === 0,
      values: { judged: judgedHeads.length, worse: worseHeads.map(({ label }) => label).join(", ") },
    },
    {
      check: "languages",
      passed: worseLanguages.length === 0,
      values: {
        judged: judgedLanguages.length,
        worse: worseLanguages.map(({ language }) => language).join(", "),
      },
    },
    {
      check: "calibration",
      passed: ece.challenger <= ece.champion + ECE_MARGIN,
      values: { ...ece, margin: ECE_MARGIN },
    },
  ];
}
