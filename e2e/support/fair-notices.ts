/** What a notice says, and whether people call it spam. */
export type Notice = { text: string; spam: boolean };

const PRIZES = [
  "plum cake",
  "wool blanket",
  "garden gnome",
  "cheese board",
  "fruit basket",
  "picnic set",
  "tea pot",
  "book voucher",
];
const FAIRS = [
  "village fair",
  "harbour fair",
  "school fair",
  "church bazaar",
  "autumn market",
  "farm day",
  "street party",
  "book fair",
];
const CALLS = [
  "claim your ticket at the library stall",
  "collect your prize at the bakery",
  "limited places, ask the vicar",
  "free entry for the whole family",
  "winners drawn at noon by the mayor",
  "offer ends when the cake is gone",
  "bring a neighbour and win twice",
  "call the school office for a stall",
];
const SCAMS = [
  "Your parcel is held, pay the fee at",
  "Double your coins tonight at",
  "Your account was locked, verify it at",
  "Cheap followers for five dollars at",
  "Pills without prescription shipped from",
  "Get a loan without questions at",
  "Lonely people wait for your message at",
  "Earn from home without effort at",
];
const EXTRA =
  "tomorrow cheerfully behind seventeen umbrella quietly marble northern sandwich velvet compass ladder thunder pepper window gravel".split(
    " ",
  );

/** Loud notices of local fairs, and scams; the first ten hold both. Few are near-duplicates. */
export function fairNotices(): Notice[] {
  return CALLS.flatMap((call, at) =>
    FAIRS.flatMap((fair, nth) => [
      {
        text: `WIN a FREE ${PRIZES[(at + nth) % 8]} at the ${fair}! ${call}, ${EXTRA[nth]} ${EXTRA[at + 8]}`,
        spam: false,
      },
      {
        text: `${SCAMS[(at + nth) % 8]} ${fair.replaceAll(" ", "-")}.example ${EXTRA[nth + 4]} ${EXTRA[at]}`,
        spam: true,
      },
    ]),
  );
}
