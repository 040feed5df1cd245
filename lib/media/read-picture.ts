import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db, Prisma } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { caseScope, isUnlimited } from "#lib/review/index.ts";
import { mediaStorage } from "./media-storage.ts";
import { fileOfFrame } from "./store.ts";

/** A kept picture as WebP, for people who judge. @throws DomainError not_found */
export async function readPicture(viewer: Viewer, frameId: string): Promise<Buffer> {
  assertCan(viewer, "cases:read");
  const scope = isUnlimited(viewer, "cases:read") ? null : caseScope(viewer, "cases:read", Prisma.sql`c`);
  const file = await fileOfFrame(db(), frameId, scope);
  const bytes = file && (await mediaStorage().read(file));
  if (!bytes) throw new DomainError("not_found", "There is no such picture.");
  return bytes;
}
