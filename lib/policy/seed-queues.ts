/** A queue as a fresh installation gets it; the columns of the queues table. */
export type SeedQueue = {
  slug: string;
  name: string;
  names: { fa: string };
  purpose: "triage" | "escalation" | "appeals" | "prevalence" | "quality";
  /** Minutes from the opening of a case to its due time. */
  slaMinutes: number;
  position: number;
};

/**
 * The queues a small team starts with, in the order the rail shows them: dangers to people first. Due times follow
 * what waiting costs: half an hour where a life may hang on it, a day where only manners do.
 */
export const SEED_QUEUES: readonly SeedQueue[] = [
  queue("care", "Self-harm and care", "خودآسیبی و مراقبت", 30),
  queue("violence", "Violence and threats", "خشونت و تهدید", 60),
  queue("hate-harassment", "Hate and harassment", "نفرت‌پراکنی و آزار", 240),
  queue("sexual", "Sexual content", "محتوای جنسی", 240),
  queue("images", "Images and video without a score", "تصویر و ویدیوی بدون امتیاز", 480),
  queue("reported", "Reported by users", "گزارش کاربران", 480),
  queue("spam-scams", "Spam and scams", "هرزنامه و کلاهبرداری", 720),
  queue("language", "Rude language", "زبان تند و ناسزا", 1440),
  queue("unscored", "Scoring failed", "امتیازدهی ناموفق", 720),
  { ...queue("escalations", "Escalations", "ارجاع به سرپرست", 240), purpose: "escalation" as const },
  // Three days: an appeal is the author's second chance and is answered while it still matters to them.
  { ...queue("appeals", "Appeals", "اعتراض‌ها", 4320), purpose: "appeals" as const },
  // Two days: the author waits for nothing here, and a first reviewer still remembers the case when it is settled.
  { ...queue("second-look", "Second look", "نگاه دوم", 2880), purpose: "quality" as const },
  { ...queue("adjudication", "Adjudication", "داوری اختلاف‌ها", 2880), purpose: "quality" as const },
  // A sample waits for no reader: two weeks, after which a week's figure would come too late to be of use.
  { ...queue("prevalence", "Prevalence sample", "نمونهٔ شیوع", 20_160), purpose: "prevalence" as const },
].map((seed, position) => ({ ...seed, position }));

function queue(slug: string, name: string, fa: string, slaMinutes: number): Omit<SeedQueue, "position"> {
  return { slug, name, names: { fa }, purpose: "triage", slaMinutes };
}
