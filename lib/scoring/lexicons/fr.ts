import { ambiguous, clear, type LexiconList, splitTerms } from "./lexicon-list.ts";

/** French, a short list. Written for this project. */
export const FRENCH: LexiconList = {
  language: "fr",
  script: "latin",
  groups: [
    clear(
      "profanity",
      1,
      "bordel, foutre, chiant, chiante, casse-toi, bouffon, merdique, fait chier, emmerdeur",
    ),
    clear(
      "profanity",
      2,
      "merde, putain, connard, connasse, salaud, salope, enfoiré, couille, couilles, pétasse, garce, trou du cul, branleur, bâtard, pute, bite, conne, petit con, sale con, gros con",
    ),
    clear(
      "profanity",
      3,
      "enculé, enculer, encule, nique ta mère, ntm, niquer, nique, fils de pute, fdp, va te faire foutre, va te faire enculer, suce ma bite",
    ),
    ambiguous("profanity", 1, "con, chatte, cul, chier"),
    clear(
      "slur",
      3,
      "négro, nègre, bougnoule, bicot, youpin, pédé, tarlouze, tapette, travelo, chinetoque, niakoué, sale arabe, sale juif, sale noir, sale pd, sale race, mongolien, gogol, triso",
    ),
    ambiguous("slur", 2, "pd, gouine, bridé, mongol, romano, manouche, raton, feuj"),
    clear(
      "hate",
      3,
      "mort aux juifs, mort aux arabes, mort aux musulmans, sous-homme, sous-hommes, race inférieure, heil hitler, hitler avait raison, ne sont pas des humains",
    ),
    clear(
      "hate",
      2,
      "rentre dans ton pays, rentrez dans votre pays, retourne dans ton pays, retournez dans votre pays, la france aux français, dehors les arabes, dehors les musulmans, les femmes à la cuisine",
    ),
    ambiguous("hate", 2, "grand remplacement, français de souche"),
    clear(
      "harassment",
      3,
      "tue-toi, suicide-toi, va te pendre, va te tuer, va mourir, je sais où tu habites, on sait où tu habites, j'espère que tu vas mourir, voici son adresse",
    ),
    clear(
      "harassment",
      2,
      "personne ne t'aime, tout le monde te déteste, tu ne vaux rien, tu sers à rien, tu me dégoûtes, grosse truie, sale pute, crève, allez tous la voir",
    ),
    clear("harassment", 1, "ta gueule, ferme ta gueule, ferme-la, dégage"),
    clear(
      "sexual",
      2,
      "plan cul, porno, photos nues, envoie des nudes, branlette, sodomie, partouze, pédoporno, sexe gratuit",
    ),
    ambiguous("sexual", 1, "escorte, orgasme, masturbation"),
    clear(
      "violence",
      3,
      "je vais te tuer, je vais te buter, je vais te crever, je vais t'égorger, je vais te violer, je vais te planter, une balle dans la tête, il faut les tuer, il faut tous les tuer, brûler ta maison, fabriquer une bombe",
    ),
    clear(
      "violence",
      2,
      "je vais te retrouver, on va te retrouver, casser la gueule, péter la gueule, casser les jambes, tu vas le payer, tes jours sont comptés, mérite la mort, méritent la mort",
    ),
    ambiguous("violence", 2, "tu es mort, t'es mort, fusillade, attentat"),
    clear(
      "self_harm",
      3,
      `je veux mourir, envie de mourir, voudrais mourir, me suicider, pensées suicidaires, idées suicidaires, idées noires, en finir avec la vie, envie d'en finir, je veux en finir, me tuer, mettre fin à mes jours, mettre fin à ma vie,
      plus envie de vivre, ne veux plus vivre, veux plus vivre, mieux sans moi, personne ne me regrettera, ne plus me réveiller, m'ouvrir les veines, me pendre, sauter du pont, sauter sous un train, lettre d'adieu, c'est mon dernier message`,
    ),
    clear(
      "self_harm",
      2,
      "suicidaire, me scarifier, je me scarifie, scarification, me faire du mal, je me coupe les bras, fatigué de vivre, fatiguée de vivre, marre de vivre, tentative de suicide, tue-toi, suicide-toi",
    ),
    clear(
      "self_harm",
      1,
      "suicide, numéro d'écoute, besoin de parler à quelqu'un, peur de ce que je pourrais faire, aucune issue",
    ),
    ambiguous("self_harm", 2, "j'en peux plus de la vie, adieu à tous, je n'en peux plus"),
    clear(
      "spam",
      3,
      "gain garanti, gains garantis, vous avez gagné, acheter des abonnés, investissement garanti, compte sera suspendu, colis est bloqué, frais de livraison à régler, doublez votre argent, prêt entre particuliers",
    ),
    clear(
      "spam",
      2,
      "argent facile, gagnez de l'argent, gagner de l'argent rapidement, abonnés gratuits, crédit rapide, marabout, retour affectif, bonus casino, contactez-moi sur whatsapp, rejoignez mon telegram",
    ),
    ambiguous("spam", 1, "cliquez ici, cliquez sur le lien, code promo, revenu passif"),
  ],
  innocent: splitTerms(
    "suicide squad, chatte noire, petite chatte, cul-de-sac, cul de sac, mourir de rire, envie de mourir de rire",
  ),
  homographs: splitTerms(
    "retard, retards, tard, gimp, bur, mal, top, die, sage, abo, douche, homo, tit, slip, negro",
  ),
  fillers: splitTerms("vraiment, juste, simplement, trop, plus, tout, encore"),
  endings: ["s", "es"],
};
