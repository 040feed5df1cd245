import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { mediaStorage } from "./media-storage.ts";
import { fileOfFrame } from "./store.ts";

/** A kept picture as WebP, for people who judge. @throws DomainError not_found */
export async function readPicture(viewer: Viewer, frameId: string): Promise<Buffer> {
  assertCan(viewer, "cases:read");
  const file = await fileOfFrame(db(), frameId);
  const bytes = file && (await mediaStorage().read(file));
  if (!bytes) throw new DomainError("not_found", "There is no such picture.");
  return bytes;
}
