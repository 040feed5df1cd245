import type { Card, CardThreshold } from "#lib/scoring/index.ts";

/** A card's numbers as lines of a table for the terminal. */
export function printCard(card: Card): string[] {
  const lines = [row("label", "source", "AUC", "floor", "diff", "macroF1", "ECE", "n", "positive")];
  for (const one of card.metrics) {
    const diff = one.auc !== null && one.floor !== null ? (one.auc - one.floor).toFixed(4) : "";
    const cells = [one.auc, one.floor].map((value) => value?.toFixed(4) ?? "");
    lines.push(
      row(
        one.label,
        one.source,
        ...cells,
        diff,
        one.macroF1?.toFixed(3) ?? "",
        one.ece.toFixed(3),
        one.n,
        one.positives,
      ),
    );
  }
  for (const one of card.definitions ?? []) {
    const diff = one.auc !== null && one.floor !== null ? (one.auc - one.floor).toFixed(4) : "";
    const cells = [one.auc, one.floor].map((value) => value?.toFixed(4) ?? "");
    lines.push(
      row(
        one.name.padEnd(24),
        "",
        ...cells,
        diff,
        one.macroF1?.toFixed(3) ?? "",
        one.ece.toFixed(3),
        one.n,
        one.positives,
      ),
    );
  }
  for (const head of card.heads) {
    const aucs = card.metrics.filter((one) => one.label === head.label).map((one) => one.auc ?? 0);
    const mean = aucs.reduce((sum, one) => sum + one, 0) / aucs.length;
    lines.push(
      `${head.label} (${head.use}): mean AUC ${mean.toFixed(4)}, ECE ${head.ece.toFixed(4)}; automatic ${threshold(head.automatic)} in ${head.automatic?.languages.join(", ") ?? "no language"} (elsewhere ${threshold(head.automatic?.elsewhere ?? null)}); review ${threshold(head.review)}`,
    );
  }
  for (const one of card.absent) lines.push(`${one.label}: no head (${one.reason})`);
  return lines;
}

function row(label: string, source: string, ...cells: (string | number)[]): string {
  return label.padEnd(12) + source.padEnd(16) + cells.map((cell) => String(cell).padStart(9)).join("");
}

function threshold(one: CardThreshold | null): string {
  if (!one) return "none";
  const percent = (value: number | null | undefined) => `${((value ?? 0) * 100).toFixed(1)}%`;
  const [low, high] = one.precisionInterval ?? [];
  return `${one.value.toFixed(3)} precision ${percent(one.precision)} (${percent(low)}-${percent(high)}) recall ${percent(one.recall)} share ${percent(one.share)}`;
}
