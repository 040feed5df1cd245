import type { Label } from "#lib/scoring/index.ts";

export type SuiteLanguage = "en" | "de" | "fa";
type Gold = Partial<Record<Label, 0 | 1>>;
/** One thing a model must be able to do; only labels it says something about. */
type Class = { capability: string; labels: Gold };

const HATE: Gold = { hate: 1, toxic: 1 };
const CLEAN: Gold = { hate: 0, toxic: 0 };
const THREAT: Gold = { hate: 1, toxic: 1, violence: 1 };

/**
 * The behavioural classes (method: Ribeiro et al. 2020, CheckList; Röttger et al. 2021, HateCheck; all cases are
 * Docket's own). Self-harm is not among them: the text model has no head for it.
 */
export const FUNCTIONALITIES = {
  derogation: { capability: "Finds plain contempt for a group", labels: HATE },
  dehumanisation: { capability: "Finds a group likened to pests, dirt or disease", labels: HATE },
  threat_direct: { capability: "Finds a threat against a group", labels: THREAT },
  threat_conditional: { capability: "Finds a threat that waits for a condition", labels: THREAT },
  hate_as_question: { capability: "Finds hate put as a question or an opinion", labels: HATE },
  hate_implicit: { capability: "Finds hate without a rude word", labels: { hate: 1 } },
  negated_hate: { capability: "Sees that a negation takes the contempt back", labels: CLEAN },
  counter_quote: { capability: "Tells an answer that quotes hate from hate", labels: { hate: 0 } },
  counter_reference: { capability: "Tells an answer that mentions hate from hate", labels: { hate: 0 } },
  reporting: { capability: "Tells news of hate, or a victim's account, from hate", labels: { hate: 0 } },
  reclaimed: { capability: "Leaves people the words they use of themselves", labels: { hate: 0 } },
  profanity_only: {
    capability: "Tells swearing from abuse, and sees the swearing",
    labels: { profanity: 1, hate: 0 },
  },
  abuse_of_things: { capability: "Does not take contempt for things for hate", labels: { hate: 0 } },
  abuse_of_roles: { capability: "Does not take contempt for jobs or teams for hate", labels: { hate: 0 } },
  abuse_of_person: {
    capability: "Sees abuse of one person, and that it is no hate",
    labels: { toxic: 1, hate: 0 },
  },
  identity_neutral: { capability: "Lets groups be mentioned", labels: CLEAN },
  identity_positive: { capability: "Lets groups be praised", labels: CLEAN },
  harmless_threat: {
    capability: "Tells idioms and games from threats",
    labels: { hate: 0, toxic: 0, violence: 0 },
  },
  spelling_leet: { capability: "Reads digits and signs for letters", labels: HATE },
  spelling_spaced: { capability: "Reads words with gaps between the letters", labels: HATE },
  spelling_homoglyph: { capability: "Reads letters of another script that look alike", labels: HATE },
  spelling_dropped: { capability: "Reads words with a letter left out", labels: HATE },
  spelling_repeated: { capability: "Reads words with letters drawn out", labels: HATE },
  spelling_invisible: { capability: "Reads words cut by invisible characters", labels: HATE },
  spelling_joiner: { capability: "Reads Persian without its half-spaces", labels: HATE },
  spelling_kashida: { capability: "Reads Persian words drawn out by kashida", labels: HATE },
  spelling_arabic: { capability: "Reads Persian with Arabic forms of its letters", labels: HATE },
  spelling_finglish: { capability: "Reads Persian in Latin letters", labels: HATE },
  spam: { capability: "Finds spam", labels: { spam: 1 } },
  ordinary_offer: { capability: "Lets ordinary offers be", labels: { spam: 0 } },
} satisfies Record<string, Class>;

export type Functionality = keyof typeof FUNCTIONALITIES;

/**
 * Templates of one language. A slot `{name}` takes a form of an identity, or a phrase. Trick classes have no
 * templates: they are made of cases of the hateful ones.
 */
export type SuiteSource = {
  language: SuiteLanguage;
  /** Identity → its grammatical forms, by slot name; all have the same slots. */
  identities: Record<string, Record<string, string>>;
  phrases: Record<string, readonly string[]>;
  templates: Partial<Record<Functionality, readonly string[]>>;
  tricks: readonly Functionality[];
};

export type FunctionalCase = {
  id: string;
  language: SuiteLanguage;
  functionality: Functionality;
  /** Null where the case is about no group. */
  identity: string | null;
  /** What the sentence was made from; cases of one template are not independent. */
  template: string;
  text: string;
  labels: Gold;
};
