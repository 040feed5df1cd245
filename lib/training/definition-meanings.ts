import type { Label } from "#lib/scoring/index.ts";

/** What each source's annotators were asked to mark, in a sentence; for the card, beside the source's name. */
export const DEFINITION_MEANINGS: Partial<Record<Label, Readonly<Record<string, string>>>> = {
  hate: {
    davidson:
      "Language used to express hatred towards a group, or meant to insult its members; mere offence is not",
    edos: "Sexism: abuse or negative sentiment directed at women because of their gender",
    germeval2018: "Abuse: degrading a person as a member of a group (German, category ABUSE)",
    hatemojibuild: "Hate towards a protected group, often carried by emoji; adversarially collected",
    hatexplain: "Hate speech by majority of three annotators; offensive language apart from it is not",
    mhs: "Above the middle of a continuous scale of hatefulness (respect, insult, dehumanisation, violence)",
    mlma: "Tweets whose hostility annotators called hateful",
    toxigen: "Statements about a group that people rate as harmful, often without any swear word",
  },
  toxic: {
    cold: "Offensive language towards groups (Chinese)",
    convabuse: "Abuse of a conversational assistant",
    "curse-ko": "Swearing (Korean)",
    davidson: "Offensive language or hate speech; common swear words count",
    germeval2018: "Profanity, insult or abuse (German)",
    hatexplain: "Offensive or hate speech by majority of three annotators",
    mlma: "Any hostility but normal",
    "offenseval-tr": "Offensive language, targeted or not (Turkish)",
    "roman-urdu": "Abusive, sexist, religious-hate or profane (Roman Urdu)",
    "surge-toxicity": "What a general reader finds toxic",
  },
  harassment: {
    convabuse: "Abuse of a conversational assistant",
    germeval2018: "Insult of a person (German, category INSULT)",
    mlma: "Tweets called abusive or disrespectful",
  },
  spam: {
    sms: "Unsolicited text messages",
    spamassassin: "Unsolicited bulk mail",
    "tg-spam": "Spam in group chats (Russian, English)",
  },
};
