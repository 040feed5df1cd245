import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db, inTransaction } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { assertCaseInScope, isBlind } from "#lib/review/index.ts";
import { countOutcomes, outcomeOf } from "./alike-outcome.ts";
import { ALIKE_DAYS, type AlikeView } from "./alike-schema.ts";
import { signatureFromBytes } from "./item-print.ts";
import { similarity } from "./min-hash.ts";
import {
  alikeDetails,
  lookUpByIndex,
  MOST_CANDIDATES,
  nearPictures,
  nearTexts,
  type OwnPrint,
  printOfCase,
  sameText,
} from "./prints-store.ts";

/** From this similarity on a text counts as alike: a word or two of a sentence may differ. */
const LEAST_SIMILARITY = 0.7;
/** Bits of a PDQ hash. */
const PDQ_BITS = 256;
/** Shown one by one; all are counted. */
const MOST_SHOWN = 40;
const DAY_MS = 86_400_000;

/**
 * Items like the one of a case, by their text or a picture, with what was decided on each: how many of the last
 * month ended how, and the nearest one by one. A blind case and a second look are told nothing.
 * @throws DomainError not_found
 */
export async function readAlike(viewer: Viewer, caseNumber: number, now = new Date()): Promise<AlikeView> {
  assertCan(viewer, "cases:read");
  await assertCaseInScope(db(), viewer, "cases:read", caseNumber);
  const self = await printOfCase(db(), caseNumber);
  if (!self) throw new DomainError("not_found", "There is no such case.");
  const none = { own: { text: self.text, language: self.language }, outcomes: [], total: 0, earlier: 0 };
  if (isBlind(self.purpose)) return { ...none, atLeast: false, items: [] };
  const { nearness, atLeast } = await findAlike(self);
  const details = await alikeDetails(db(), [...nearness.keys()], self);
  const since = new Date(now.getTime() - ALIKE_DAYS * DAY_MS);
  const items = details.map((detail) => ({
    ...detail,
    near: nearness.get(detail.itemId) ?? { kind: "text" as const, similarity: 1 },
    outcome: outcomeOf(detail.state, detail.decision),
  }));
  const recent = items.filter(({ receivedAt }) => receivedAt >= since);
  return {
    ...none,
    outcomes: countOutcomes(recent.map(({ outcome }) => outcome)),
    total: recent.length,
    earlier: items.length - recent.length,
    atLeast,
    items: items
      .toSorted((a, b) => b.near.similarity - a.near.similarity || +b.receivedAt - +a.receivedAt)
      .slice(0, MOST_SHOWN)
      .map(({ itemId: _itemId, state: _state, decision, receivedAt, ...shown }) => ({
        ...shown,
        receivedAt: receivedAt.toISOString(),
        decision: decision && {
          action: decision.action,
          hours: decision.hours,
          measures: decision.measures,
          policyCode: decision.policyCode,
          createdAt: decision.createdAt.toISOString(),
        },
      })),
  };
}

type Near = { kind: "text" | "picture"; similarity: number };

async function findAlike(self: OwnPrint): Promise<{ nearness: Map<string, Near>; atLeast: boolean }> {
  const nearness = new Map<string, Near>();
  const add = (itemId: string, near: Near) => {
    if ((nearness.get(itemId)?.similarity ?? 0) < near.similarity) nearness.set(itemId, near);
  };
  return inTransaction(async (tx) => {
    await lookUpByIndex(tx);
    const same = await sameText(tx, self);
    for (const itemId of same) add(itemId, { kind: "text", similarity: 1 });
    const texts = await nearTexts(tx, self);
    const own = self.signature && signatureFromBytes(self.signature);
    for (const { itemId, signature } of texts) {
      const close = own ? similarity(own, signature) : 0;
      if (close >= LEAST_SIMILARITY) add(itemId, { kind: "text", similarity: close });
    }
    for (const { itemId, bits } of await nearPictures(tx, self.itemId))
      add(itemId, { kind: "picture", similarity: 1 - bits / PDQ_BITS });
    return { nearness, atLeast: same.length === MOST_CANDIDATES || texts.length === MOST_CANDIDATES };
  });
}
