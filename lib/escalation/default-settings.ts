import type { EscalationSettings } from "./schema.ts";

const item = (id: string, required: boolean, en: string, fa: string) => ({ id, required, text: { en, fa } });

/** What holds until an organisation says otherwise. */
export const DEFAULT_SETTINGS: EscalationSettings = {
  // Half an hour: longer than a break, shorter than the time that most escalations have.
  awayMinutes: 30,
  checklist: [
    item(
      "place-and-time",
      true,
      "Look for a place or a time: who, where, when. Write down what is named.",
      "دنبال مکان یا زمان بگردید: چه کسی، کجا، کِی. هرچه نام برده شده بنویسید.",
    ),
    item(
      "evidence",
      true,
      "Keep the evidence: the post, its pictures and the account stay as they are until this is over.",
      "شواهد را نگه دارید: تا پایان کار، پست و تصویرها و حساب دست نخورند.",
    ),
    item("duty-lead", true, "Tell the lead on duty, by voice.", "سرپرست کشیک را شفاهی خبر کنید."),
    item(
      "emergency-services",
      true,
      "Contact the emergency services of the place, and write down the reference they give.",
      "با خدمات اضطراری همان محل تماس بگیرید و شمارهٔ پیگیری را بنویسید.",
    ),
    item(
      "platform",
      false,
      "Tell the platform's contact for emergencies.",
      "رابط اضطراری پلتفرم را خبر کنید.",
    ),
  ],
};
