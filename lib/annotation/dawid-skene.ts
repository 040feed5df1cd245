/** One annotator's answer on one task, by number: all three count from 0. */
export interface Vote {
  task: number;
  annotator: number;
  answer: number;
}

export interface Truth {
  /** Per task, the probability of each class. */
  posterior: number[][];
  /** How common each class is. */
  prevalence: number[];
  /** Per annotator and true class, how likely each answer is. */
  confusion: number[][][];
}

interface Options {
  classes: number;
  /** Tasks whose class is known (gold): they teach about annotators and never change. */
  known?: ReadonlyMap<number, number>;
  /** Answers imagined for each annotator and class before the first real one, right and wrong. */
  prior?: { right: number; wrong: number };
}

/**
 * Four imagined answers per class, 80% of them right: a person with three answers is judged by them and by that, and
 * two people who contradict each other do not make one of them infallible.
 */
export const QUALITY_PRIOR = { right: 3.2, wrong: 0.8 };
const NO_PRIOR = { right: 0, wrong: 0 };
const MOST_ROUNDS = 200;
const STILL = 1e-7;

/**
 * What the answers of several people add up to when they are not equally reliable: maximum likelihood by
 * expectation-maximisation (Dawid and Skene 1979, Applied Statistics 28, equations 2.3 to 2.5), from majority votes
 * on. With a prior it is the mode under Dirichlet priors of prior + 1.
 * @param votes of one label; a person may answer a task more than once
 * @param tasks how many there are; a task without votes gets the prevalence
 */
export function dawidSkene(votes: readonly Vote[], tasks: number, options: Options): Truth {
  const { classes, known = new Map(), prior = NO_PRIOR } = options;
  const annotators = votes.reduce((most, { annotator }) => Math.max(most, annotator + 1), 0);
  let posterior = shares(votes, tasks, classes);
  settle(posterior, known);
  for (let round = 0; ; round++) {
    const prevalence = prevalenceOf(posterior, classes, prior.right > 0 ? 1 : 0);
    const confusion = confusionOf(votes, posterior, annotators, classes, prior);
    const next = expect(votes, tasks, prevalence, confusion);
    settle(next, known);
    const moved = next.reduce(
      (most, row, task) =>
        row.reduce((inner, p, k) => Math.max(inner, Math.abs(p - (posterior[task]?.[k] ?? 0))), most),
      0,
    );
    posterior = next;
    if (moved < STILL || round >= MOST_ROUNDS) return { posterior, prevalence, confusion };
  }
}

const table = (rows: number, columns: number, value = 0) =>
  Array.from({ length: rows }, () => new Array<number>(columns).fill(value));

function normalise(row: number[]): number[] {
  const sum = row.reduce((total, value) => total + value, 0);
  return sum > 0 ? row.map((value) => value / sum) : row.map(() => 1 / row.length);
}

function shares(votes: readonly Vote[], tasks: number, classes: number): number[][] {
  const counts = table(tasks, classes);
  for (const { task, answer } of votes)
    (counts[task] as number[])[answer] = (counts[task]?.[answer] ?? 0) + 1;
  return counts.map(normalise);
}

function settle(posterior: number[][], known: ReadonlyMap<number, number>): void {
  for (const [task, truth] of known)
    posterior[task] = (posterior[task] ?? []).map((_, k) => (k === truth ? 1 : 0));
}

function prevalenceOf(posterior: readonly number[][], classes: number, prior: number): number[] {
  const counts = new Array<number>(classes).fill(prior);
  for (const row of posterior) for (const [k, p] of row.entries()) counts[k] = (counts[k] ?? 0) + p;
  return normalise(counts);
}

function confusionOf(
  votes: readonly Vote[],
  posterior: readonly number[][],
  annotators: number,
  classes: number,
  prior: { right: number; wrong: number },
): number[][][] {
  const counts = Array.from({ length: annotators }, () =>
    table(classes, classes, prior.wrong / Math.max(1, classes - 1)).map((row, k) => {
      row[k] = prior.right;
      return row;
    }),
  );
  for (const { task, annotator, answer } of votes)
    posterior[task]?.forEach((p, truth) => {
      const row = counts[annotator]?.[truth];
      if (row) row[answer] = (row[answer] ?? 0) + p;
    });
  return counts.map((matrix) => matrix.map(normalise));
}

/** In logarithms: the product of many small numbers would be 0. */
function expect(
  votes: readonly Vote[],
  tasks: number,
  prevalence: readonly number[],
  confusion: readonly number[][][],
): number[][] {
  const log = Array.from({ length: tasks }, () => prevalence.map((p) => Math.log(p)));
  for (const { task, annotator, answer } of votes) {
    const row = log[task] as number[];
    for (let truth = 0; truth < row.length; truth++)
      row[truth] = (row[truth] as number) + Math.log(confusion[annotator]?.[truth]?.[answer] ?? 0);
  }
  return log.map((row) => {
    const top = Math.max(...row);
    return normalise(row.map((value) => (top === Number.NEGATIVE_INFINITY ? 1 : Math.exp(value - top))));
  });
}
