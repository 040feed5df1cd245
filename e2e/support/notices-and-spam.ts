/** A text that people agreed on. */
export type Labelled = { text: string; label: string; value: 0 | 1; language?: string };

const PLACES = ["market", "co-op", "garden", "library", "bakery", "school", "harbour", "orchard"];
const OFFERS = [
  "Win a hamper full of jams",
  "Free delivery on every order",
  "Claim your loyalty discount",
  "Buy two jars and get one free",
  "Limited offer, call us now",
  "New winter coupons are here",
  "Members save twenty percent",
  "Click for this week's deals",
];
const SCAMS = [
  "Double your coins today at",
  "Your account was locked, verify at",
  "Cheap followers for five dollars at",
  "Miracle pills without prescription at",
  "You won the lottery, send details to",
  "Earn from home without effort at",
  "Hot singles are waiting at",
  "Get a loan without questions at",
];

/** Harmless notices that read like spam, and spam: enough for all splits, no two near-duplicates. */
export function noticesAndSpam(): Labelled[] {
  return OFFERS.flatMap((offer, at) =>
    PLACES.flatMap((place, nth) => [
      { text: `${offer} from the ${place} ${WORDS[nth]} ${WORDS[at + 8]}`, label: "spam", value: 0 as const },
      {
        text: `${SCAMS[at]} ${place}.example ${WORDS[nth + 3]} ${WORDS[at]}`,
        label: "spam",
        value: 1 as const,
      },
    ]),
  );
}
const WORDS =
  "tomorrow cheerfully behind seventeen umbrella quietly marble northern sandwich velvet compass ladder thunder pepper window gravel".split(
    " ",
  );
