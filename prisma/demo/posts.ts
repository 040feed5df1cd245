import { DEMO_ACCOUNTS } from "./accounts.ts";
import type { DemoPost } from "./demo-post.ts";
import { GERMAN_POSTS } from "./posts-de.ts";
import { ENGLISH_POSTS } from "./posts-en.ts";
import { FARSI_POSTS } from "./posts-fa.ts";
import { OTHER_POSTS } from "./posts-other.ts";

/**
 * The demo: an invented town forum, written for this project. No person, account or link in it exists; it holds
 * abuse, threats and distress, because a moderation desk without them would show nothing.
 */
export const DEMO_POSTS: readonly DemoPost[] = [
  ...ENGLISH_POSTS,
  ...GERMAN_POSTS,
  ...FARSI_POSTS,
  ...OTHER_POSTS,
];

const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;

/** The posts as the platform's API takes them, oldest first. */
export function demoPosts(now: Date) {
  return [...DEMO_POSTS]
    .sort((a, b) => b.minutesAgo - a.minutesAgo)
    .map((post) => ({
      externalId: post.id,
      kind: post.kind ?? "post",
      text: post.text,
      language: post.language,
      surface: post.surface ?? (post.kind === "comment" ? "comments" : "feed"),
      postedAt: new Date(now.getTime() - post.minutesAgo * MS_PER_MINUTE).toISOString(),
      reach: post.reach,
      threadExternalId: post.thread,
      parentExternalId: post.parent,
      account: demoAccount(post.account, now),
      media: post.media ?? [],
    }));
}

/** The reports as the platform's API takes them. */
export function demoReports() {
  return DEMO_POSTS.flatMap(({ id, reports }) =>
    (reports ?? []).map(({ reporter, reason, comment }) => ({
      externalId: id,
      reporterExternalId: reporter,
      reason,
      comment,
    })),
  );
}

function demoAccount(externalId: string, now: Date) {
  const account = DEMO_ACCOUNTS[externalId];
  if (!account) throw new Error(`The demo has no account ${externalId}`);
  const { daysOld, ...facts } = account;
  return { externalId, createdAt: new Date(now.getTime() - daysOld * MS_PER_DAY).toISOString(), facts };
}
