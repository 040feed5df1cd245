/**
 * Whether a case of this purpose is to be judged without what others thought: the prevalence sample, which measures
 * the platform, and a second look, which measures agreement.
 */
export function isBlind(purpose: string): boolean {
  return purpose === "prevalence" || purpose === "quality";
}
