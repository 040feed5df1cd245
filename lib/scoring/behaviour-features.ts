import type { ItemFacts } from "#lib/policy/facts.ts";

/** What an account does and how a post is made, in the order of the features. Units in {@link behaviourFacts}. */
export const BEHAVIOUR_FACTS = [
  "accountAgeDays",
  "followers",
  "following",
  "postCount",
  "postsPerDay",
  "engagementRate",
  "urls",
  "hashtags",
  "mentions",
  "length",
  "violations",
] as const;
export type BehaviourFact = (typeof BEHAVIOUR_FACTS)[number];
/** A fact that is not known is not there, or null; it is never 0. */
export type BehaviourFacts = Readonly<Partial<Record<BehaviourFact, number | null>>>;

/** How one fact is scaled: (ln(1 + value) − mean) / deviation, over the `n` training examples that had it. */
type Scale = { mean: number; deviation: number; n: number };
/** Kept with the model: features made with other scales are other features. */
export type BehaviourScales = Readonly<Record<BehaviourFact, Scale>>;

/** Per fact its scaled value, then per fact 1 where it is missing. */
export const BEHAVIOUR_WIDTH = BEHAVIOUR_FACTS.length * 2;

/** No fact counts for more than this many deviations: a platform's one account of a billion followers is not news. */
const MOST_DEVIATIONS = 6;
/** Where a fact is the same in all of training, any difference is rounding. */
const LEAST_DEVIATION = 1e-3;

const URL_PATTERN = /\b(?:https?:\/\/|www\.)\S+/giu;
const HASHTAG_PATTERN = /(?<![\p{L}\p{N}_&])[#＃][\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*/gu;
const MENTION_PATTERN = /(?<![\p{L}\p{N}_.])[@＠][\p{L}\p{N}_]+/gu;

/**
 * The behaviour facts of an item, from what routing knows of it:
 * - accountAgeDays: days from the account's making on the platform to the post's arrival (`platformCreatedAt`)
 * - followers, following, postCount, violations: counts, as the platform sends them in `account.facts`;
 *   violations are the account's earlier breaches of the rules
 * - postsPerDay: as sent in `account.facts`, else postCount over the account's days, at least one
 * - engagementRate: as sent in the item's `facts`, else in `account.facts`, else what is there of the item's likes,
 *   shares and comments, over the followers
 * - urls, hashtags, mentions: how often they stand in the text; length: its UTF-16 units. An empty text has 0 of each
 *
 * What is no number, not finite or below 0 is not known, and left out.
 */
export function behaviourFacts(
  item: Pick<ItemFacts, "text" | "accountAgeDays" | "accountFacts" | "itemFacts">,
): BehaviourFacts {
  const { text, accountFacts: account, itemFacts } = item;
  const accountAgeDays = known(item.accountAgeDays);
  const followers = known(account.followers);
  const postCount = known(account.postCount);
  // Links first: what stands inside one is neither a hashtag nor a mention.
  const urls = text.match(URL_PATTERN)?.length ?? 0;
  const prose = text.replace(URL_PATTERN, " ");
  return {
    accountAgeDays,
    followers,
    following: known(account.following),
    postCount,
    postsPerDay:
      known(account.postsPerDay) ??
      (postCount === null || accountAgeDays === null ? null : postCount / Math.max(1, accountAgeDays)),
    engagementRate:
      known(itemFacts.engagementRate) ?? known(account.engagementRate) ?? reactionsPer(followers, itemFacts),
    urls,
    hashtags: prose.match(HASHTAG_PATTERN)?.length ?? 0,
    mentions: prose.match(MENTION_PATTERN)?.length ?? 0,
    length: text.length,
    violations: known(account.violations),
  };
}

function reactionsPer(followers: number | null, facts: ItemFacts["itemFacts"]): number | null {
  const counts = [facts.likes, facts.shares, facts.comments].map(known).filter((count) => count !== null);
  if (followers === null || followers === 0 || counts.length === 0) return null;
  return counts.reduce((sum, count) => sum + count, 0) / followers;
}

/** A finite number from 0 on; anything else is not known. */
function known(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null;
}

/**
 * The scales of all facts over training examples. Every fact is a count, an age or a rate with a long tail, so all
 * are scaled as ln(1 + value).
 */
export function fitBehaviourScales(examples: readonly BehaviourFacts[]): BehaviourScales {
  const scale = (fact: BehaviourFact): Scale => {
    const values = examples.flatMap((facts) => {
      const value = known(facts[fact]);
      return value === null ? [] : [Math.log1p(value)];
    });
    const n = values.length;
    if (n === 0) return { mean: 0, deviation: 1, n };
    const mean = values.reduce((sum, value) => sum + value, 0) / n;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n;
    return { mean, deviation: Math.max(LEAST_DEVIATION, Math.sqrt(variance)), n };
  };
  return Object.fromEntries(BEHAVIOUR_FACTS.map((fact) => [fact, scale(fact)])) as BehaviourScales;
}

/**
 * The features of one item, {@link BEHAVIOUR_WIDTH} numbers. A missing fact sits at the mean (0) and says so in its
 * indicator, whose weight the model learns; so does a fact that no training example had, for nothing is known of it.
 * @returns null where nothing at all is known: the modality itself is missing
 */
export function behaviourFeatures(facts: BehaviourFacts, scales: BehaviourScales): Float32Array | null {
  const features = new Float32Array(BEHAVIOUR_WIDTH);
  let count = 0;
  for (const [at, fact] of BEHAVIOUR_FACTS.entries()) {
    const value = known(facts[fact]);
    const { mean, deviation, n } = scales[fact];
    if (value === null || n === 0) {
      features[BEHAVIOUR_FACTS.length + at] = 1;
      continue;
    }
    count++;
    const scaled = (Math.log1p(value) - mean) / deviation;
    features[at] = Math.max(-MOST_DEVIATIONS, Math.min(MOST_DEVIATIONS, scaled));
  }
  return count > 0 ? features : null;
}
