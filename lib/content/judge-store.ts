import { z } from "zod";
import type { Prisma, Tx } from "#lib/db/index.ts";
import { BANK_PREFIX, recordMatches } from "#lib/known-content/index.ts";
import type { ItemFacts, SignalSetValues } from "#lib/policy/index.ts";
import { reporterReliability } from "#lib/review/index.ts";
import { BEHAVIOUR_FACTS, type BehaviourFacts } from "#lib/scoring/index.ts";
import type { ItemState } from "./schema.ts";

export interface LoadedItem {
  id: string;
  externalId: string;
  revision: number;
  state: ItemState;
  facts: ItemFacts;
  /** Whether pictures are on their way that nobody has looked at. */
  awaitsMedia: boolean;
  /** As they stood when it was scored; null before that. */
  behaviour: BehaviourFacts | null;
  reporterWeights: number[];
}

const factsSchema = z.record(z.string(), z.unknown());
const behaviourSchema = z.partialRecord(z.enum(BEHAVIOUR_FACTS), z.number().nullable());
const DAY_MS = 86_400_000;

/** Items of the given states with all that routing wants to know of them. */
export async function loadItems(tx: Tx, ids: string[], states: ItemState[]): Promise<LoadedItem[]> {
  const items = await tx.item.findMany({
    where: { id: { in: ids }, state: { in: states } },
    include: {
      account: true,
      media: { select: { state: true, frames: { select: { values: true } } } },
      reports: { distinct: ["reporterId"], include: { reporter: true } },
    },
  });
  return items.map((item) => {
    const reliabilities = item.reports.map(({ reporter }) =>
      reporterReliability(reporter.upheld, reporter.dismissed),
    );
    const created = item.account?.platformCreatedAt;
    return {
      id: item.id,
      externalId: item.externalId,
      revision: item.revision,
      state: item.state,
      reporterWeights: reliabilities,
      awaitsMedia: item.media.some(({ state }) => state === "pending"),
      behaviour: item.behaviour === null ? null : behaviourSchema.parse(item.behaviour),
      facts: {
        kind: item.kind,
        language: item.language,
        surface: item.surface,
        text: item.text,
        reach: item.reach,
        reportCount: reliabilities.length,
        reportReliability:
          reliabilities.length > 0 ? reliabilities.reduce((sum, r) => sum + r, 0) / reliabilities.length : 0,
        accountAgeDays: created
          ? Math.max(0, (item.receivedAt.getTime() - created.getTime()) / DAY_MS)
          : null,
        mediaCount: item.media.length,
        unscoredMediaCount: item.media.filter((media) => !isScored(media)).length,
        accountFacts: factsSchema.parse(item.account?.facts ?? {}),
        itemFacts: factsSchema.parse(item.facts),
        scoringError: null,
      },
    };
  });
}

/** Scored is what was kept and looked at whole: a refused picture may hold anything. */
function isScored({ state, frames }: { state: string; frames: { values: unknown }[] }): boolean {
  return state === "stored" && frames.every(({ values }) => values !== null);
}

const idsSchema = z.array(z.object({ id: z.string() }));

/**
 * Moves items out of `pending`; whoever gets the row is the only one (invariant 8). Their behaviour facts are kept as
 * they stand now.
 * @returns the ids that this transaction moved
 */
export async function settleItems(
  tx: Tx,
  changes: { id: string; state: ItemState; behaviour: BehaviourFacts }[],
  now: Date,
): Promise<Set<string>> {
  const rows = await tx.$queryRaw`
    UPDATE items SET state = x.state::item_state, state_at = ${now}, behaviour = x.behaviour
    FROM jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) AS x(id uuid, state text, behaviour jsonb)
    WHERE items.id = x.id AND items.state = 'pending'
    RETURNING items.id`;
  return new Set(idsSchema.parse(rows).map((row) => row.id));
}

const matchesSchema = z.object({
  matches: z.array(z.object({ hashId: z.number().int(), distance: z.number() })),
});

/** Keeps signals; the same source and version speaks once about an item (invariant 9). Known hashes that were met are noted. */
export async function storeSignals(
  tx: Tx,
  judged: { item: { id: string }; signals: SignalSetValues[] }[],
): Promise<void> {
  const data = judged.flatMap(({ item, signals }) =>
    signals.map((set) => ({ ...set, itemId: item.id, detail: set.detail as Prisma.InputJsonObject })),
  );
  if (data.length > 0) await tx.signalSet.createMany({ data, skipDuplicates: true });
  await recordMatches(
    tx,
    data.flatMap(({ itemId, source, detail }) =>
      source.startsWith(BANK_PREFIX)
        ? matchesSchema.parse(detail).matches.map((match) => ({ ...match, itemId }))
        : [],
    ),
  );
}
