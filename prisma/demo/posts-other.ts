import { type DemoPost, writeIn } from "./demo-post.ts";

const tr = writeIn("tr");
const ar = writeIn("ar");
const fr = writeIn("fr");

/** A few posts in Turkish, Arabic and French. */
export const OTHER_POSTS: DemoPost[] = [
  tr(
    "tr-001",
    "elif_yaziyor",
    1400,
    180,
    "Nehir kenarındaki kütüphane cumartesi de açık olacakmış. Sonunda sakin bir köşe.",
  ),
  tr("tr-002", "elif_yaziyor", 1200, 140, "Annemin mercimek çorbası tarifini yazdım, limonu en son sıkın."),
  tr("tr-003", "bora_tr", 1190, 160, "Sana mı soracağız, gerizekalı. Siktir git buradan.", {
    kind: "comment",
    thread: "t-tr-soup",
    parent: "tr-002",
    reports: [{ reporter: "elif_yaziyor", reason: "harassment" }],
  }),
  tr("tr-004", "elif_yaziyor", 1180, 70, "Bir çorba için bu kadar öfke. Umarım günün güzelleşir.", {
    kind: "comment",
    thread: "t-tr-soup",
    parent: "tr-002",
  }),
  tr("tr-005", "bora_tr", 600, 240, "Suriyeliler defolsun, ülkenize dönün artık.", {
    reports: [{ reporter: "elif_yaziyor", reason: "hate" }],
  }),
  ar("ar-001", "salma_h", 1350, 150, "افتتحنا ركنًا صغيرًا للقراءة قرب النهر، والشاي علينا يوم الجمعة."),
  ar(
    "ar-002",
    "salma_h",
    1020,
    110,
    "قالوا لي في الحافلة «ارجعي إلى بلدك». ولدتُ هنا، وما زالت الكلمة توجعني.",
  ),
  ar("ar-003", "sood_rooz", 41, 130, "ربح مضمون كل يوم بدون تعب! اضغط على الرابط وتواصل واتساب الآن."),
  ar("ar-004", "salma_h", 300, 90, "سأموت من الضحك، القط نام داخل الحقيبة وأخذته معي إلى العمل!"),
  fr(
    "fr-001",
    "camille_jardin",
    1380,
    170,
    "Les tomates sont enfin rouges. Je donne le surplus devant la grille, servez-vous.",
  ),
  fr(
    "fr-002",
    "camille_jardin",
    900,
    120,
    "Suis en retard, encore, désolée pour la réunion du jardin. Le bus 14, toujours lui.",
  ),
  fr(
    "fr-003",
    "gains_express",
    50,
    160,
    "Argent facile : gains garantis en 48 h, contactez-moi sur WhatsApp avant minuit !",
  ),
  fr("fr-004", "truthpatriot_x", 820, 510, "Rentrez dans votre pays, on ne veut pas de vous au jardin.", {
    kind: "comment",
    thread: "t-fr-garden",
    parent: "fr-001",
    reports: [{ reporter: "camille_jardin", reason: "hate" }],
  }),
  fr("fr-005", "camille_jardin", 810, 95, "Le jardin est à tout le monde, c'est même écrit sur la grille.", {
    kind: "comment",
    thread: "t-fr-garden",
    parent: "fr-001",
  }),
];
