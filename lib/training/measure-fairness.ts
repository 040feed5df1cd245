import { readLines } from "#lib/scoring/index.ts";
import { aucInterval, type Interval } from "./intervals.ts";
import { auc, type Scored } from "./metrics.ts";

/** A sentence with the identity terms it mentions. */
export type IdentityText = { text: string; isBad: boolean; identities: string[] };
/** AUCs of one identity (Borkan et al. 2019, Nuanced metrics for measuring unintended bias). */
export type IdentityMeasure = {
  identity: string;
  n: number;
  /** Within the posts that mention it. */
  subgroup: number | null;
  /** Harmless posts that mention it against harmful ones that do not: low where a mention alone raises the score. */
  bpsn: number | null;
  /** Harmful posts that mention it against harmless ones that do not: low where a mention lowers the score. */
  bnsp: number | null;
  /** 95%, of each. */
  subgroupInterval: Interval | null;
  bpsnInterval: Interval | null;
  bnspInterval: Interval | null;
};

/** Fairness is read through the head that a group would suffer from. */
export const FAIRNESS_LABEL = "hate";

/** Terms looked for, lower case. */
export const IDENTITIES: readonly string[] = [
  ..."lesbian gay bisexual transgender trans queer lgbt lgbtq homosexual straight heterosexual male female".split(
    " ",
  ),
  ..."nonbinary african black white european hispanic latino latina latinx mexican canadian american asian".split(
    " ",
  ),
  ..."indian chinese japanese christian muslim jewish buddhist catholic protestant sikh taoist old older".split(
    " ",
  ),
  ..."young younger teenage millenial elderly blind deaf paralyzed".split(" "),
  "african american",
  "middle eastern",
  "middle aged",
];

/** Fewer posts than this of either kind say nothing about an identity. */
const LEAST = 20;

/**
 * Reads a CSV of template sentences with columns Text and Label (BAD or NOT_BAD), gzipped. Identities are looked for
 * as whole words.
 */
export async function readIdentityTexts(
  path: string,
  identities: readonly string[],
): Promise<IdentityText[]> {
  const texts: IdentityText[] = [];
  let columns: string[] | undefined;
  for await (const line of readLines(path)) {
    const cells = splitCsv(line);
    if (!columns) {
      columns = cells.map((cell) => cell.toLowerCase());
      continue;
    }
    const text = cells[columns.indexOf("text")];
    const label = cells[columns.indexOf("label")];
    if (text === undefined || label === undefined) continue;
    texts.push({ text, isBad: label === "BAD", identities: identitiesIn(text, identities) });
  }
  return texts;
}

/** The identities that a text mentions, as whole words. */
export function identitiesIn(text: string, identities: readonly string[]): string[] {
  const words = ` ${text.toLowerCase().replace(/[^\p{L}]+/gu, " ")} `;
  return identities.filter((identity) => words.includes(` ${identity} `));
}

/** Per identity with enough posts, and the gap between the best and the worst of each measure. */
export function measureFairness(
  scored: readonly (IdentityText & { score: number })[],
  identities: readonly string[],
) {
  const rows: IdentityMeasure[] = identities.flatMap((identity) => {
    const of = (mentions: boolean, isBad: boolean) =>
      scored.filter((one) => one.identities.includes(identity) === mentions && one.isBad === isBad);
    const [inBad, inGood, outBad, outGood] = [
      of(true, true),
      of(true, false),
      of(false, true),
      of(false, false),
    ];
    if (inBad.length < LEAST || inGood.length < LEAST) return [];
    const between = (bad: readonly { score: number }[], good: readonly { score: number }[]) => {
      const area = auc([
        ...bad.map(({ score }): Scored => ({ score, positive: true })),
        ...good.map(({ score }): Scored => ({ score, positive: false })),
      ]);
      return { area, interval: aucInterval(area, bad.length, good.length) };
    };
    const [subgroup, bpsn, bnsp] = [between(inBad, inGood), between(outBad, inGood), between(inBad, outGood)];
    return [
      {
        identity,
        n: inBad.length + inGood.length,
        subgroup: subgroup.area,
        bpsn: bpsn.area,
        bnsp: bnsp.area,
        subgroupInterval: subgroup.interval,
        bpsnInterval: bpsn.interval,
        bnspInterval: bnsp.interval,
      },
    ];
  });
  const gap = (of: (row: IdentityMeasure) => number | null) => {
    const values = rows.map(of).filter((value) => value !== null);
    return values.length > 0 ? Math.max(...values) - Math.min(...values) : null;
  };
  return {
    identities: rows,
    gaps: {
      subgroup: gap((row) => row.subgroup),
      bpsn: gap((row) => row.bpsn),
      bnsp: gap((row) => row.bnsp),
    },
  };
}

/** The cells of one line of a CSV; quotes as in RFC 4180, no line breaks within. */
function splitCsv(line: string): string[] {
  return Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), (match) =>
    match[1] === undefined ? (match[2] ?? "") : match[1].replaceAll('""', '"'),
  );
}
