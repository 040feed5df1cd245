import { DomainError } from "#lib/errors.ts";
import { can, type Permission, type Subject, type Viewer } from "./permissions.ts";

/** @throws DomainError forbidden, with the missing permission */
export function assertCan(viewer: Viewer, permission: Permission, subject: Subject = {}): void {
  if (can(viewer, permission, subject)) return;
  if (viewer.mustEnrol)
    throw new DomainError(
      "forbidden",
      "Your role asks for a second factor. Set it up under Security first.",
      {
        extra: { reason: "second_factor" },
      },
    );
  throw new DomainError("forbidden", `This needs the permission ${permission}.`, { extra: { permission } });
}
