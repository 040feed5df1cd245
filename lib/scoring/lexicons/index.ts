import { ARABIC } from "./ar.ts";
import { CHINESE, KOREAN } from "./cjk.ts";
import { GERMAN } from "./de.ts";
import { ENGLISH } from "./en.ts";
import { SPANISH } from "./es.ts";
import { FARSI } from "./fa.ts";
import { FRENCH } from "./fr.ts";
import type { LexiconList } from "./lexicon-list.ts";
import { RUSSIAN } from "./ru.ts";
import { TURKISH } from "./tr.ts";
import { ROMAN_URDU } from "./ur-latn.ts";

/** All word lists. */
export const LEXICONS: readonly LexiconList[] = [
  ENGLISH,
  GERMAN,
  FARSI,
  TURKISH,
  ARABIC,
  FRENCH,
  SPANISH,
  RUSSIAN,
  KOREAN,
  CHINESE,
  ROMAN_URDU,
];
export type { LexiconLabel } from "./lexicon-list.ts";
