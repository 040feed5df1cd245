import { z } from "zod";

/** How often hidden text or pictures were uncovered while a case was on the screen. */
export const revealsSchema = z.number().int().min(0).max(1000);

/** Whether a protection is on, and whether a person may turn it off for themselves. */
const protectionSchema = z.object({ on: z.boolean(), mayTurnOff: z.boolean() });

export const TEXT_VEILS = ["off", "severe", "always"] as const;
export const textVeilSchema = z.enum(TEXT_VEILS);
export type TextVeil = z.infer<typeof textVeilSchema>;

/** What the organisation does for its reviewers by default, and what each may change for themselves. */
export const careSettingsSchema = z.object({
  /** From this severity on content counts as heavy. */
  heavyFrom: z.number().int().min(1).max(5),
  /** The hour, in each person's own time zone, at which a shift's counts begin anew. */
  shiftStartsAt: z.number().int().min(0).max(23),
  blur: protectionSchema,
  grey: protectionSchema,
  veil: z.object({ text: textVeilSchema, mayTurnOff: z.boolean() }),
  budget: protectionSchema.extend({
    /** Heavy items in a shift. */
    items: z.number().int().min(1).max(1000),
    /** Minutes with heavy items in a shift. */
    minutes: z.number().int().min(1).max(720),
  }),
  breaks: protectionSchema.extend({
    /** Share of the budget from which a break is offered: before it is spent. */
    offerAt: z.number().min(0.1).max(0.99),
    /** Minutes of work at a stretch after which a break is offered whatever the content. */
    everyMinutes: z.number().int().min(10).max(480),
    /** Whom to call; shown during a break, as plain text. */
    helpline: z.object({ en: z.string().trim().max(1000), fa: z.string().trim().max(1000) }),
  }),
  rotation: protectionSchema.extend({
    /** Heavy cases in a row after which a lighter one is preferred. */
    after: z.number().int().min(1).max(20),
  }),
  team: z.object({
    /** Leads see who is over budget by name, and everyone is told so; otherwise a count. */
    names: z.boolean(),
  }),
});
export type CareSettings = z.infer<typeof careSettingsSchema>;

export const DEFAULT_CARE_SETTINGS: CareSettings = {
  heavyFrom: 4,
  shiftStartsAt: 4,
  blur: { on: true, mayTurnOff: true },
  grey: { on: true, mayTurnOff: true },
  veil: { text: "severe", mayTurnOff: true },
  budget: { on: true, mayTurnOff: true, items: 20, minutes: 60 },
  breaks: { on: true, mayTurnOff: true, offerAt: 0.8, everyMinutes: 60, helpline: { en: "", fa: "" } },
  rotation: { on: true, mayTurnOff: true, after: 3 },
  team: { names: false },
};

export const saveCareSettingsSchema = z.object({
  /** As last seen; 0 where nothing was ever saved. */
  revision: z.number().int().min(0),
  settings: careSettingsSchema,
});

/** What one person chose for themselves; what is not there follows the organisation. */
export const carePreferenceSchema = z.object({
  blur: z.boolean().optional(),
  grey: z.boolean().optional(),
  veil: textVeilSchema.optional(),
  budget: z.boolean().optional(),
  /** Own budget: the lower of this and the organisation's counts. */
  items: z.number().int().min(1).max(1000).optional(),
  minutes: z.number().int().min(1).max(720).optional(),
  breaks: z.boolean().optional(),
  rotation: z.boolean().optional(),
});
export type CarePreference = z.infer<typeof carePreferenceSchema>;

export const timeZoneSchema = z
  .string()
  .max(64)
  .refine(isTimeZone, { message: "should be a time zone of the IANA database, such as Asia/Tehran" });

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** What holds for one person: the organisation's defaults with their own choices, where these are free. */
export type CareInForce = {
  heavyFrom: number;
  blur: boolean;
  grey: boolean;
  veil: TextVeil;
  budget: { items: number; minutes: number } | null;
  breaks: { offerAt: number; everyMinutes: number } | null;
  rotation: { after: number } | null;
};

/** Where a shift stands: what was seen, and when a break will be offered. */
export type BudgetState = {
  items: number;
  minutes: number;
  /** Of the budget, the fuller of items and minutes; 0 without one. */
  share: number;
  state: "fine" | "offer" | "spent";
  /** Why a break is offered now; null while none is. */
  offer: "budget" | "stretch" | null;
  /** When a break will be suggested, as far as can be seen now; null when that cannot be said. */
  suggestAt: string | null;
};

/** All that the desk shows a person of their own care. */
export type MyCare = {
  inForce: CareInForce;
  timeZone: string;
  budget: BudgetState;
  /** The break that is open now. */
  onBreak: { startedAt: string } | null;
};

/** The page has said that what the person holds goes back to its queue. */
export const takeBreakSchema = z.object({ releaseClaims: z.literal(true) });

export type BreakView = {
  id: string;
  startedAt: string;
  endedAt: string | null;
  released: { number: number; queue: string }[];
};

export const releasedSchema = z.array(z.object({ number: z.number().int(), queue: z.string() }));

/** Exposure by severity over a time. */
export type SeverityRow = { severity: number; items: number; minutes: number; reveals: number };

/** One person's own page. */
export type MyWellbeing = {
  care: MyCare;
  settings: CareSettings;
  preference: CarePreference;
  shiftStartedAt: string;
  shift: SeverityRow[];
  week: SeverityRow[];
  breaks: BreakView[];
};

/** What a lead sees of the team: sums, and never a ranking of people by what they had to see. */
export type TeamLoad = {
  people: number;
  overBudget: number;
  /** By name in alphabetical order where the organisation chose so; null otherwise. */
  overBudgetNames: string[] | null;
  onBreak: number;
  /** Without the severities that fewer than `leastPeople` saw. */
  bySeverity: (SeverityRow & { people: number })[];
  /** Hours with content over the time, all severities. */
  hours: number;
  breaks: { taken: number; medianMinutes: number | null };
  /** So few people that a sum would be one person's own: nothing is told. */
  tooFew: boolean;
  leastPeople: number;
  days: number;
};
