import type { FunctionalReport } from "./run.ts";

/** The report as a table for a terminal: a line per language and class, and how many answers were wrong. */
export function printFunctional({ languages, classes, failures }: FunctionalReport): string {
  const lines: string[] = [];
  for (const { language, n, aucHate, aucHateInterval, macroF1Hate } of languages) {
    const range = aucHateInterval ? ` (${aucHateInterval.map((one) => one.toFixed(3)).join("-")})` : "";
    lines.push(
      `functional ${language}: n ${n}, hate AUC ${aucHate?.toFixed(3) ?? "-"}${range}, macro-F1 ${macroF1Hate?.toFixed(3) ?? "-"}`,
    );
    for (const one of classes.filter((each) => each.language === language)) {
      const shares = Object.entries(one.accuracy).map(([label, share]) => `${label} ${share.toFixed(2)}`);
      lines.push(`  ${one.functionality.padEnd(20)} ${String(one.n).padStart(4)}   ${shares.join("  ")}`);
    }
  }
  lines.push(`functional: ${failures.length} wrong answers`);
  return lines.join("\n");
}
