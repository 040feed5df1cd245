import { db } from "#lib/db/index.ts";
import { verifyPassword } from "./password.ts";
import { consumeRate, giveBackRate } from "./rate-limit.ts";

interface Identity {
  id: string;
  email: string;
  name: string;
}

/** Wrong guesses per address and per account: slow enough that a password outlives them. */
const GUESSES_PER_ACCOUNT = { points: 10, seconds: 15 * 60 };
const GUESSES_PER_ADDRESS = { points: 100, seconds: 15 * 60 };

/**
 * The person with this e-mail address and password; null when there is none or they are deactivated.
 * @throws DomainError too_many_requests
 */
export async function signInWithPassword(
  email: string,
  password: string,
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
  return { id: user.id, email: user.email, name: user.name };
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
