import { createHmac, hkdfSync } from "node:crypto";

/** How items are drawn for the prevalence sample. */
export interface SamplingDesign {
  /** Every item's chance at the least, 0 to 1; 0 draws none. */
  rate: number;
  /** Views per hour from which on the chance grows in proportion to reach; null: the same chance for all. */
  reachUnit: number | null;
  /** What reach may raise the chance to. */
  cap: number;
}

/**
 * Inclusion probability of an item: `rate`, or `rate × reach / reachUnit` where that is more, up to `cap`.
 * It depends on what is known before any score, and is above 0 for every item, so that each can be represented.
 */
export function inclusionProbability(design: SamplingDesign, reach: number): number {
  const byReach = design.reachUnit === null ? 0 : (design.rate * reach) / design.reachUnit;
  return Math.max(design.rate, Math.min(design.cap, byReach));
}

const RANDOM_BITS = 48;

/**
 * A number in [0, 1) that is the item's own: HMAC-SHA-256 of what identifies it under a key that senders do not
 * have (permanent random numbers; Ohlsson 1995, in Business Survey Methods). Sending an item again cannot
 * change its draw, and nobody can shape content so that it stays out of the sample.
 */
export function drawNumber(secret: string, externalId: string, contentHash: string): number {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "docket: prevalence sample", 32));
  const digest = createHmac("sha256", key).update(`${contentHash}:${externalId}`).digest();
  return digest.readUIntBE(0, RANDOM_BITS / 8) / 2 ** RANDOM_BITS;
}
