import { ambiguous, clear, type LexiconList, splitTerms } from "./lexicon-list.ts";

/** Turkish, a short list. Written for this project. */
export const TURKISH: LexiconList = {
  language: "tr",
  script: "latin",
  groups: [
    clear("profanity", 1, "gerizekalı, geri zekalı, salak, boktan, şerefsiz, namussuz, kahrolası, it herif"),
    clear(
      "profanity",
      2,
      "bok, göt, kahpe, kaltak, gavat, pezevenk, kevaşe, fahişe, taşak, taşaklı, sürtük, piç, piç kurusu, it oğlu it, eşşoğlueşek",
    ),
    clear(
      "profanity",
      3,
      `siktir, siktir git, sikeyim, sikerim, sikik, sikiş, sikişmek, siktiğimin, amk, amına koyayım, amına koyim, amına koduğum, amına koduğumun, amcık, orospu, orospu çocuğu, orospu evladı, yarrak, yarak,
      ananı sikeyim, ananı avradını, götveren, dalyarak, anasını siktiğim`,
    ),
    ambiguous("profanity", 1, "aq, mq, lan oğlum"),
    clear("slur", 3, "ibne, ibneler, nonoş, yahudi dölü, ermeni dölü, ermeni piçi, kürt iti, rum dölü"),
    ambiguous("slur", 2, "zenci, çingene, gavur, kıro, dönme, top herif"),
    clear(
      "hate",
      3,
      "yahudilere ölüm, ermenilere ölüm, suriyelilere ölüm, hepsini kesmek lazım, hitler haklıydı",
    ),
    clear(
      "hate",
      2,
      "suriyeliler defolsun, ülkene dön, ülkenize dönün, defolun ülkenize, kadının yeri mutfak, insan değiller",
    ),
    clear(
      "harassment",
      3,
      "kendini öldür, git kendini as, intihar et, git öl, adresini biliyorum, nerede oturduğunu biliyorum, evini biliyorum",
    ),
    clear(
      "harassment",
      2,
      "geber, gebersin, kimse seni sevmiyor, seni kimse istemiyor, iğrençsin, bir hiçsin, fotoğraflarını yayarım",
    ),
    clear("harassment", 1, "kapa çeneni, defol git, sus lan"),
    clear("sexual", 2, "porno, eskort, escort bayan, çıplak foto, azgın, seks hattı, sakso, çocuk pornosu"),
    ambiguous("sexual", 1, "seks, mastürbasyon, orgazm"),
    clear(
      "violence",
      3,
      "seni öldürürüm, seni öldüreceğim, öldürürüm seni, geberteceğim, seni gebertirim, kafana sıkarım, kanını dökerim, keserim seni, evini yakarım, seni yakarım, tecavüz ederim, bomba yapımı",
    ),
    clear(
      "violence",
      2,
      "kafanı kırarım, ağzını burnunu kırarım, seni bulurum, seni bulacağım, ayağını denk al, bacaklarını kırarım, hepsini asmak lazım",
    ),
    clear(
      "self_harm",
      3,
      `ölmek istiyorum, keşke ölsem, keşke ölseydim, intihar edeceğim, intihar etmek istiyorum, intiharı düşünüyorum, kendimi öldüreceğim, kendimi öldürmek istiyorum, yaşamak istemiyorum, canıma kıyacağım,
      canıma kıymak, bileklerimi keseceğim, hayatıma son, kendimi asacağım, kendimi asmak, uyuyup uyanmamak, bensiz daha iyi, bu son mesajım`,
    ),
    clear(
      "self_harm",
      2,
      "kendime zarar veriyorum, kendime zarar, kendimi kesiyorum, yaşamaktan yoruldum, hayattan bıktım, yaşamanın anlamı yok, kendini öldür, intihar girişimi",
    ),
    clear("self_harm", 1, "intihar, intihar hattı, konuşacak birine ihtiyacım var, kendimden korkuyorum"),
    ambiguous("self_harm", 2, "dayanamıyorum artık, elveda herkese"),
    clear(
      "spam",
      3,
      "garantili kazanç, takipçi satın al, ucuz takipçi, bedava takipçi, deneme bonusu, bahis sitesi, canlı bahis, kaçak bahis, çekiliş kazandınız, ödül kazandınız, hesabınız askıya alınacak, kartınız bloke",
    ),
    clear(
      "spam",
      2,
      "evden para kazan, internetten para kazan, hemen tıkla, kredi onaylandı, casino bonusu, bedava internet, whatsapptan yaz, telegram grubumuza",
    ),
    ambiguous("spam", 1, "ek gelir, pasif gelir, indirim kodu, linke tıkla"),
  ],
  innocent: splitTerms("bok böceği, top oynamak, göt kadar yer"),
  homographs: splitTerms("homo, mal, con, lan"),
  fillers: splitTerms("artık, sadece, gerçekten, çok, hemen, bir"),
  endings: ["lar", "ler"],
};
