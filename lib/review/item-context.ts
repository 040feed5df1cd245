import { z } from "zod";
import { db } from "#lib/db/index.ts";
import { decisionInclude, toDecisionView } from "./decision-view.ts";
import type { CaseView } from "./schema.ts";

interface ItemRef {
  id: string;
  externalId: string;
  accountId: string | null;
  threadExternalId: string | null;
  postedAt: Date | null;
  receivedAt: Date;
  account: { externalId: string; platformCreatedAt: Date | null; facts: unknown } | null;
}

const THREAD_SHOWN = 5;
const HISTORY_SHOWN = 10;

/** Earlier revisions of an item and the posts around it in its thread. */
export async function itemContext(
  item: ItemRef,
): Promise<Pick<CaseView, "revisions" | "thread" | "threadSize">> {
  const revisions = await db().item.findMany({
    where: { externalId: item.externalId, id: { not: item.id } },
    orderBy: { revision: "desc" },
    take: 10,
    select: { revision: true, text: true, receivedAt: true },
  });
  const shown = revisions.map((one) => ({ ...one, receivedAt: one.receivedAt.toISOString() }));
  if (!item.threadExternalId) return { revisions: shown, thread: [], threadSize: 0 };
  const where = { threadExternalId: item.threadExternalId, externalId: { not: item.externalId } };
  const [before, threadSize] = await Promise.all([
    db().item.findMany({
      where: { ...where, OR: [{ postedAt: { lte: item.postedAt ?? item.receivedAt } }, { postedAt: null }] },
      orderBy: { postedAt: { sort: "desc", nulls: "last" } },
      take: THREAD_SHOWN,
      select: { externalId: true, text: true, account: { select: { externalId: true } } },
    }),
    db().item.count({ where }),
  ]);
  const thread = before
    .reverse()
    .map((post) => ({
      externalId: post.externalId,
      accountExternalId: post.account?.externalId ?? null,
      text: post.text,
    }));
  return { revisions: shown, thread, threadSize: threadSize + 1 };
}

const factsSchema = z.record(z.string(), z.union([z.number(), z.string(), z.boolean()]));

/** The author, and what was decided on their other items. */
export async function accountContext(item: ItemRef): Promise<Pick<CaseView, "account" | "history">> {
  if (!item.accountId || !item.account) return { account: null, history: [] };
  const onOthers = {
    item: { accountId: item.accountId },
    itemId: { not: item.id },
    action: { not: "allow" },
  } as const;
  const [itemCount, decisionsAgainst, history] = await Promise.all([
    db().item.count({ where: { accountId: item.accountId } }),
    db().decision.count({ where: { ...onOthers, reversedBy: null } }),
    db().decision.findMany({
      where: onOthers,
      orderBy: { createdAt: "desc" },
      take: HISTORY_SHOWN,
      include: decisionInclude,
    }),
  ]);
  const { externalId, platformCreatedAt, facts } = item.account;
  return {
    account: {
      externalId,
      platformCreatedAt: platformCreatedAt?.toISOString() ?? null,
      facts: factsSchema.parse(facts),
      decisionsAgainst,
      itemCount,
    },
    history: history.map(toDecisionView),
  };
}
