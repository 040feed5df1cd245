/**
 * Focal loss (Lin et al. 2017): −weight × (1 − p)^gamma × ln p, where p is the probability given to what is true.
 * Gamma 0 is cross-entropy; the greater it is, the less easy examples count.
 */
export type Focal = {
  gamma: number;
  /** Lin's alpha: how much a positive counts, a negative counting 1 − alpha; 0.5 treats them alike. */
  alpha: number;
};

/** Cross-entropy. */
export const PLAIN: Focal = { gamma: 0, alpha: 0.5 };

/** Loss and its slope d loss / d logit of one head, scaled so that {@link PLAIN} is cross-entropy itself. */
export function focalLoss(
  logit: number,
  positive: boolean,
  { gamma, alpha }: Focal,
): { loss: number; slope: number } {
  const sign = positive ? 1 : -1;
  const weight = 2 * (positive ? alpha : 1 - alpha);
  const margin = sign * logit;
  // ln p without overflow on either side.
  const logP = margin >= 0 ? -Math.log1p(Math.exp(-margin)) : margin - Math.log1p(Math.exp(margin));
  const p = Math.exp(logP);
  const rest = 1 / (1 + Math.exp(margin));
  const focus = rest ** gamma;
  return {
    loss: -weight * focus * logP,
    slope: sign * weight * focus * (gamma * p * logP - rest),
  };
}
