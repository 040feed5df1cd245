import { createProject, GOLD_OVERLAP } from "#lib/annotation/index.ts";
import { projectInputSchema } from "#lib/annotation/schema.ts";
import { db } from "#lib/db/index.ts";
import { seededRandom, shuffle } from "#lib/training/seeded-random.ts";

const LANGUAGES = ["en", "fa"];
const TASKS = 60;
const SEED = 7;

const PROJECT = projectInputSchema.parse({
  name: "Insults and threats",
  guidelines: `Judge the words, not the writer. Ask what somebody does who reads this about themselves.

Harsh words about a work, an idea, a team's play or oneself are no insult. "That match was a disgrace" is about a match. "Whoever liked it has no brain" is about people.

A quotation that is there to be contradicted does not count against whoever quotes it.

Several labels can hold at once. When none holds, press 0. When you cannot tell, skip and say why.`,
  labels: [
    {
      label: "harassment",
      name: "Insult",
      description:
        "Attacks a person's worth, or wants to drive them out. Not: criticism of what they did or made.",
    },
    {
      label: "hate",
      name: "Hate",
      description: "Attacks people for what they are: origin, faith, sex, disability, whom they love.",
    },
    {
      label: "violence",
      name: "Threat",
      description:
        "Announces, wishes for or calls for harm to somebody. Not: a game, a film, a figure of speech.",
    },
    {
      label: "profanity",
      name: "Profanity",
      description: "Coarse words, whomever they are about, or nobody.",
    },
    { label: "spam", name: "Spam", description: "Sent to many to sell, to lure or to deceive." },
  ],
  overlap: 2,
  sampling: { strategy: "margin", randomShare: 0.2, goldShare: 0.1, languages: LANGUAGES },
});

/** Texts whose answer the demo knows. */
const GOLD: { text: string; language: string; gold: string[] }[] = [
  { text: "Thank you for the soup recipe, my children asked for seconds.", language: "en", gold: [] },
  {
    text: "You are the dumbest person on this forum, delete your account.",
    language: "en",
    gold: ["harassment"],
  },
  {
    text: "Say that again and I will wait for you outside your house tonight.",
    language: "en",
    gold: ["violence"],
  },
  {
    text: "Earn 4000 a week from your sofa, message me for the link, only today!",
    language: "en",
    gold: ["spam"],
  },
  { text: "Damn it, I burnt the bloody cake again.", language: "en", gold: ["profanity"] },
  { text: "ممنون از راهنمایی‌تان، مشکل چاپگر حل شد.", language: "fa", gold: [] },
  { text: "تو یک آدم بی‌ارزش و نادانی، دیگر اینجا ننویس.", language: "fa", gold: ["harassment"] },
  { text: "اگر فردا بیایی، پایت را می‌شکنم.", language: "fa", gold: ["violence"] },
];

/**
 * A project to label at once: tasks drawn at random from the demo's posts, since nothing is scored yet that could be
 * chosen by. Later ones come from the sampler. @returns how many tasks
 */
export async function seedDemoAnnotation(): Promise<number> {
  const { slug } = await createProject("system", PROJECT);
  const project = await db().annotationProject.findUniqueOrThrow({ where: { slug } });
  const items = await db().item.findMany({
    where: { language: { in: LANGUAGES }, text: { not: "" } },
    orderBy: { externalId: "asc" },
  });
  const order = items.map((_, at) => at);
  shuffle(order, seededRandom(SEED));
  const drawn = order.slice(0, TASKS).flatMap((at) => items[at] ?? []);
  const common = { projectId: project.id, overlap: PROJECT.overlap };
  const { count } = await db().annotationTask.createMany({
    data: [
      ...drawn.map(({ id, text, language }, at) => ({
        ...common,
        itemId: id,
        text,
        language,
        origin: "random" as const,
        position: at,
        chosenBy: { seed: SEED },
      })),
      ...GOLD.map((known, at) => ({
        ...common,
        ...known,
        externalId: `demo-known-${at + 1}`,
        origin: "gold" as const,
        isGold: true,
        position: at,
        overlap: GOLD_OVERLAP,
      })),
    ],
  });
  return count;
}
