/** One report on a demo post: who, the platform's category, in their words. */
type DemoReport = { reporter: string; reason: string; comment?: string };

/** A post of the demo's invented platform; times count back from the moment of seeding. */
export type DemoPost = {
  id: string;
  account: string;
  language: string;
  text: string;
  minutesAgo: number;
  /** Views per hour. */
  reach: number;
  kind?: "post" | "comment" | "image" | "video" | "profile";
  surface?: string;
  thread?: string;
  parent?: string;
  media?: { url: string; mediaType: string; altText?: string }[];
  reports?: DemoReport[];
};

/** An author of the demo. */
export type DemoAccount = {
  daysOld: number;
  followers: number;
  following: number;
  postCount: number;
  verified?: boolean;
};

/** A post of one language, in the words that a list of them needs. */
export function writeIn(language: string) {
  return (
    id: string,
    account: string,
    minutesAgo: number,
    reach: number,
    text: string,
    more: Partial<DemoPost> = {},
  ): DemoPost => ({ id, account, language, text, minutesAgo, reach, ...more });
}

/** The posts of one thread: the first opens it, the others answer it. */
export function inThread(thread: string, posts: DemoPost[]): DemoPost[] {
  return posts.map((post, index) => ({
    ...post,
    thread,
    kind: post.kind ?? (index === 0 ? "post" : "comment"),
    parent: post.parent ?? (index === 0 ? undefined : posts[0]?.id),
  }));
}
