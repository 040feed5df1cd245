import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { listStrikes } from "#lib/strikes/index.ts";
import { automationRisk } from "./automation-risk.ts";
import type { AccountItemsPage, AccountView } from "./schema.ts";
import { type AccountRow, decisionsOf, findAccount, type ItemsCursor, itemsOf, notesOf } from "./store.ts";

const ITEMS_PAGE = 25;

/** What the page of an account shows first. @throws DomainError not_found */
export async function readAccount(viewer: Viewer, externalId: string): Promise<AccountView> {
  assertCan(viewer, "accounts:read");
  const account = await accountOrThrow(externalId);
  const [notes, strikes, decisions, items] = await Promise.all([
    notesOf(db(), account.id),
    listStrikes(db(), account.id),
    decisionsOf(db(), account.id),
    itemsPage(account.id, null),
  ]);
  return {
    externalId: account.externalId,
    platformCreatedAt: account.platformCreatedAt?.toISOString() ?? null,
    firstSeenAt: account.firstSeenAt.toISOString(),
    facts: account.facts,
    automationRisk: automationRisk(account.facts),
    itemCount: account.itemCount,
    notes,
    strikes,
    decisions,
    items,
  };
}

/** The next items of an account. @throws DomainError not_found, invalid for a place that is none */
export async function listAccountItems(
  viewer: Viewer,
  externalId: string,
  cursor: string | undefined,
): Promise<AccountItemsPage> {
  assertCan(viewer, "accounts:read");
  const account = await accountOrThrow(externalId);
  return itemsPage(account.id, cursor === undefined ? null : readCursor(cursor));
}

async function accountOrThrow(externalId: string): Promise<AccountRow> {
  const account = await findAccount(db(), externalId);
  if (!account) throw new DomainError("not_found", "There is no account with this id.");
  return account;
}

async function itemsPage(accountId: string, after: ItemsCursor | null): Promise<AccountItemsPage> {
  const rows = await itemsOf(db(), accountId, after, ITEMS_PAGE + 1);
  const shown = rows.slice(0, ITEMS_PAGE);
  const last = rows.length > ITEMS_PAGE ? shown.at(-1) : undefined;
  return {
    items: shown.map(({ id: _id, receivedAt, ...item }) => ({
      ...item,
      receivedAt: receivedAt.toISOString(),
    })),
    nextCursor: last ? `${last.receivedAt.toISOString()}~${last.id}` : null,
  };
}

function readCursor(cursor: string): ItemsCursor {
  const [at = "", id = ""] = cursor.split("~");
  const receivedAt = new Date(at);
  if (Number.isNaN(receivedAt.getTime()) || !/^[0-9a-f-]{36}$/.test(id))
    throw new DomainError("invalid", "There is no such place in the list.");
  return { receivedAt, id };
}
