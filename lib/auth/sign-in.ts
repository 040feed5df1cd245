import { db } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { verifyPassword } from "./password.ts";
import { consumeRate, giveBackRate } from "./rate-limit.ts";
import { isEnrolled, proveSecondFactor } from "./second-factor.ts";

interface Identity {
  id: string;
  email: string;
  name: string;
}

/** Wrong guesses per address and per account: slow enough that a password outlives them. */
const GUESSES_PER_ACCOUNT = { points: 10, seconds: 15 * 60 };
const GUESSES_PER_ADDRESS = { points: 100, seconds: 15 * 60 };

/**
 * The person with this e-mail address, password and, where they have a second factor, code; null when there is none
 * or they are deactivated.
 * @param code of the authenticator, or a recovery code; empty when none was asked for yet
 * @throws DomainError too_many_requests, unauthenticated with the reason `second_factor` or `wrong_code`
 */
export async function signInWithPassword(
  email: string,
  password: string,
  code: string,
  address: string,
): Promise<Identity | null> {
  const name = email.trim().toLowerCase().slice(0, 320);
  await consumeRate("sign-in-account", name, GUESSES_PER_ACCOUNT);
  await consumeRate("sign-in-address", address, GUESSES_PER_ADDRESS);
  const user = await db().user.findUnique({ where: { email: name } });
  const right = await verifyPassword(user?.passwordHash ?? null, password.slice(0, 1024));
  if (!right || !user?.active) return null;
  // Taken before the password is looked at, so that guesses at once cannot slip past; a right one was no guess.
  await Promise.all([
    giveBackRate("sign-in-account", name, GUESSES_PER_ACCOUNT),
    giveBackRate("sign-in-address", address, GUESSES_PER_ADDRESS),
  ]);
  if (await isEnrolled(db(), user.id)) await proveWith(user.id, code);
  return { id: user.id, email: user.email, name: user.name };
}

/** Asked for only after the right password, so that nobody learns who has a second factor. */
async function proveWith(userId: string, code: string): Promise<void> {
  if (code === "")
    throw new DomainError("unauthenticated", "A code is needed.", { extra: { reason: "second_factor" } });
  if (!(await proveSecondFactor(userId, code)))
    throw new DomainError("unauthenticated", "The code is wrong.", { extra: { reason: "wrong_code" } });
}

/** The invited person with the e-mail address that an identity provider vouches for. */
export async function signInWithIdentity(profile: {
  email?: string;
  email_verified?: boolean;
}): Promise<Identity | null> {
  if (!profile.email || profile.email_verified === false) return null;
  const user = await db().user.findUnique({ where: { email: profile.email.toLowerCase() } });
  return user?.active ? { id: user.id, email: user.email, name: user.name } : null;
}
