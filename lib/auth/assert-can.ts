import { DomainError } from "#lib/errors.ts";
import { can, type Permission, type Viewer } from "./permissions.ts";

/** @throws DomainError forbidden */
export function assertCan(viewer: Viewer, permission: Permission): void {
  if (!can(viewer, permission))
    throw new DomainError("forbidden", `This needs the permission ${permission}.`);
}
