import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import type { FrozenExample } from "./schema.ts";
import { findSnapshot, pageOfExamples } from "./snapshot-store.ts";

/** The examples of a snapshot in their frozen order, a page in memory at a time. @throws DomainError not_found */
export async function exportSnapshot(viewer: Viewer, number: number): Promise<AsyncGenerator<FrozenExample>> {
  assertCan(viewer, "models:train");
  const snapshot = await findSnapshot(db(), { number });
  if (!snapshot) throw new DomainError("not_found", "There is no such snapshot.");
  return readAll(snapshot.id);
}

async function* readAll(snapshotId: string): AsyncGenerator<FrozenExample> {
  for (let from = 0; ; ) {
    const page = await pageOfExamples(db(), snapshotId, from);
    if (page.length === 0) return;
    yield* page;
    from += page.length;
  }
}
