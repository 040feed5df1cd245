/** A round step that divides a range from zero into at most four: 1, 2 or 5 times a power of ten. */
export function roundStep(top: number): number {
  const raw = top / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = [1, 2, 5, 10].find((one) => one * power >= raw * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** The marks of an axis that starts at zero and holds `top`. */
export function axisMarks(top: number): number[] {
  if (!(top > 0)) return [0, 1];
  const step = roundStep(top);
  return Array.from({ length: Math.ceil(top / step - 1e-9) + 1 }, (_, index) => index * step);
}

/** Runs of neighbours that are there; a gap in the data is a gap in the line. */
export function runsOf<T>(values: readonly (T | null)[]): { at: number; value: T }[][] {
  const runs: { at: number; value: T }[][] = [];
  let open: { at: number; value: T }[] = [];
  for (const [at, value] of values.entries()) {
    if (value !== null) open.push({ at, value });
    if ((value === null || at === values.length - 1) && open.length > 0) {
      runs.push(open);
      open = [];
    }
  }
  return runs;
}
