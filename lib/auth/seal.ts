import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { env } from "#lib/env.ts";

const key = () =>
  Buffer.from(hkdfSync("sha256", env().DOCKET_SECRET, "", "docket: seal secrets at rest", 32));

/** Encrypts a secret that must be readable again (AES-256-GCM, key derived from DOCKET_SECRET). */
export function seal(plain: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key(), nonce);
  const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64");
}

/** @throws Error when the text was not sealed with this installation's secret */
export function unseal(sealed: string): string {
  const bytes = Buffer.from(sealed, "base64");
  const decipher = createDecipheriv("aes-256-gcm", key(), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
}

/** Lower-case hexadecimal SHA-256. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
