import { ambiguous, clear, type LexiconList, splitTerms } from "./lexicon-list.ts";

/** Urdu and Hindi as typed in Latin letters, a short list. Written for this project. */
export const ROMAN_URDU: LexiconList = {
  language: "ur-Latn",
  script: "latin",
  groups: [
    clear(
      "profanity",
      1,
      "kamina, kameena, kamine, kaminay, kutte, kutay, tatti, suar ka bacha, ullu ka patha, bewaqoof insan",
    ),
    clear(
      "profanity",
      2,
      "harami, haramzada, haramzade, haramkhor, kutiya, kutte ka bacha, kuttay ka bacha, randi, rundi, gaand, jhaant, jhatu, lanti, lanati, dalla, bharwa, bhadwa",
    ),
    clear(
      "profanity",
      3,
      "chutiya, chutiye, chutia, madarchod, maderchod, madarchot, bhenchod, behenchod, bhainchod, bhosdike, bhosdi ke, bhosri, bhosdiwale, gandu, gaandu, lauda, lawda, lavde, choot, teri maa ki, maa chuda, maa ki choot, randi ka bacha",
    ),
    ambiguous("profanity", 1, "kutta, saala, suar, lund, loda, chut, chod, bakchod"),
    clear(
      "slur",
      3,
      "katwa, katwe, chuhra, choora, bhangi, malaun, khusra, chakka hai, chinki, kaliya kutta",
    ),
    ambiguous("slur", 2, "hijra, chamar, chhakka"),
    clear(
      "hate",
      2,
      "apne mulk wapis jao, apne mulk wapas jao, pakistan chale jao, aurat ki jagah kitchen, in sab ko maar do",
    ),
    clear(
      "harassment",
      3,
      "khudkushi kar le, khudkushi kar lo, mar ja tu, tera ghar pata hai, teri photos viral",
    ),
    clear("harassment", 1, "chup kar, dafa ho, dafa ho ja, bhaad me ja, bakwas band kar"),
    clear("sexual", 2, "nangi photo, nangi video, sexy video, chudai, muth marna, randi khana"),
    clear(
      "violence",
      3,
      "jaan se maar dunga, jaan se mar dunga, maar dalunga, mar dalunga, kaat dunga, goli maar dunga, goli mar dunga, zinda nahi chorunga, zinda nahi chhodunga, zinda jala dunga",
    ),
    clear("violence", 2, "haath pair tod dunga, tangein tod dunga, maar dunga tujhe, tujhe maar dunga"),
    ambiguous("violence", 2, "tujhe dekh lunga, maar dunga"),
    clear(
      "self_harm",
      3,
      "marna chahta hun, marna chahti hun, marna chahta hoon, marna chahti hoon, mar jana chahta, mar jana chahti, jeena nahi chahta, jeena nahi chahti, mujhe nahi jeena, apni jaan lena, apni jaan le lunga, khud ko khatam, khudkushi karna, khudkushi kar lunga, khudkushi kar lungi",
    ),
    clear(
      "self_harm",
      2,
      "zindagi se tang, khud ko nuksan, jeene ka dil nahi, khudkushi kar le, khudkushi kar lo",
    ),
    clear("self_harm", 1, "khudkushi, khudkhushi"),
    clear(
      "spam",
      2,
      "ghar baithe paise, ghar baithe kamao, paise kamao, paise kamaye, lottery jeeti, inaam jeeta, followers barhao, loan hasil karen, jeeto pakistan lottery",
    ),
  ],
  innocent: [],
  homographs: ["paki", "homo", "bur"],
  fillers: splitTerms("bas, ab, sach, bhi, to, hi"),
  endings: [],
};
