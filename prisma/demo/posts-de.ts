import { type DemoPost, inThread, writeIn } from "./demo-post.ts";

const de = writeIn("de");

/** The German posts. */
export const GERMAN_POSTS: DemoPost[] = [
  ...inThread("t-spielplatz", [
    de(
      "de-001",
      "frau_lindt",
      1300,
      520,
      "Der Spielplatz am Mühlgraben wird endlich erneuert. Wer hat Ideen für die Kleinen?",
      { surface: "forum" },
    ),
    de(
      "de-002",
      "werkstatt_ole",
      1280,
      90,
      "Eine Matschküche! Ich baue sie umsonst, wenn jemand das Holz stellt.",
    ),
    de(
      "de-003",
      "klartext_1871",
      1262,
      640,
      "Hauptsache, da spielen nicht wieder nur die Kinder von denen, die hier nicht hingehören. Die vermehren sich wie die Karnickel.",
      {
        reports: [
          { reporter: "frau_lindt", reason: "hate" },
          { reporter: "jonas_am_fluss", reason: "hate", comment: "Es geht um Kinder!" },
        ],
      },
    ),
    de(
      "de-004",
      "jonas_am_fluss",
      1255,
      130,
      "Auf einem Spielplatz gibt es nur Kinder. Alles andere steckt in deinem Kopf.",
    ),
    de("de-005", "klartext_1871", 1249, 410, "Halt die Fresse, du Missgeburt. Deutschland den Deutschen.", {
      reports: [
        { reporter: "jonas_am_fluss", reason: "hate" },
        { reporter: "mira_h", reason: "hate" },
        { reporter: "werkstatt_ole", reason: "abuse" },
      ],
    }),
    de(
      "de-006",
      "frau_lindt",
      1240,
      88,
      "Zurück zur Matschküche: Der Baumarkt spendet Lärchenholz. Samstag, zehn Uhr, mit Handschuhen.",
    ),
  ]),
  de("de-010", "mira_h", 1180, 70, "Heute ist es so schwül, dass selbst die Enten im Schatten sitzen."),
  de(
    "de-011",
    "werkstatt_ole",
    1150,
    45,
    "Verdammte Schraube, drei Stunden, und dann war es die falsche Größe.",
  ),
  de(
    "de-012",
    "stiller_ort",
    260,
    20,
    "Ich kann einfach nicht mehr. Ich will nicht mehr leben, und ich weiß nicht, wem ich das sagen soll.",
    {
      surface: "forum",
      reports: [{ reporter: "mira_h", reason: "self_harm", comment: "Bitte schaut da jemand hin?" }],
    },
  ),
  de(
    "de-013",
    "mira_h",
    250,
    18,
    "Ich habe letztes Jahr bei der Telefonseelsorge angerufen, mitten in der Nacht. Da war jemand. Bitte versuch es, und schreib uns danach.",
    { thread: "t-stille", kind: "comment", parent: "de-012" },
  ),
  de(
    "de-014",
    "geldregen_24",
    48,
    150,
    "Garantierte Rendite von 25 % im Monat, ohne Risiko! Schreib mir auf WhatsApp, nur noch wenige Plätze frei!",
  ),
  de(
    "de-015",
    "geldregen_24",
    46,
    140,
    "Schnell Geld verdienen von zu Hause – ich zeige dir, wie. Hier klicken: http://geldregen.example/jetzt",
  ),
  de(
    "de-016",
    "jonas_am_fluss",
    990,
    60,
    "Gestern hat mir im Bus einer „Scheiß Ausländer“ hinterhergerufen. Ich bin hier geboren, und trotzdem zittern mir noch die Hände.",
  ),
  de(
    "de-017",
    "frau_lindt",
    930,
    77,
    "Wer am Sonntag die Blasmusik vom Turm gehört hat: Das war mein Enkel, und ja, er übt noch.",
  ),
  de(
    "de-018",
    "klartext_1871",
    870,
    980,
    "Alles Volksverräter im Stadtrat. Gehören an die Wand, einer nach dem anderen.",
    { reports: [{ reporter: "frau_lindt", reason: "threat" }] },
  ),
  de(
    "de-019",
    "klartext_1871",
    850,
    760,
    "Man wird ja wohl noch fragen dürfen, warum gewisse Familien nie arbeiten, aber immer neue Handys haben.",
    { reports: [{ reporter: "mira_h", reason: "hate" }] },
  ),
  de(
    "de-020",
    "werkstatt_ole",
    780,
    52,
    "Fahrradcheck am Samstag, gegen Kuchen. Bremsen sind keine Dekoration, Leute.",
  ),
  de("de-021", "mira_h", 610, 66, "Zum Totlachen: Der Hund hat die Bewerbung gefressen. Wirklich."),
  de(
    "de-022",
    "jonas_am_fluss",
    500,
    58,
    "Der Stadtrat hat beim Hallenbad zweimal die Unwahrheit gesagt. Das ist ein Rücktrittsgrund und keine Kleinigkeit.",
  ),
  de(
    "de-023",
    "frau_lindt",
    410,
    49,
    "Vorsicht, es kommen SMS: „Ihr Paket konnte nicht zugestellt werden“. Nicht antippen, löschen.",
  ),
  de(
    "de-024",
    "werkstatt_ole",
    330,
    35,
    "Schöner Arsch der Welt, dieser Parkplatz, aber der Blick auf den Fluss entschädigt.",
  ),
  de("de-025", "mira_h", 95, 44, "Blick vom Wehr heute früh.", {
    kind: "image",
    surface: "gallery",
    media: [
      {
        url: "https://media.riverbend.example/wehr.jpg",
        mediaType: "image/jpeg",
        altText: "Nebel über einem Fluss bei Sonnenaufgang",
      },
    ],
  }),
];
