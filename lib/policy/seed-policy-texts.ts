import type { PolicyInForce } from "./schema.ts";

type PolicyTexts = Pick<PolicyInForce, "title" | "text" | "examples" | "translations">;

/** The words of the seeded policies, by code. */
export const SEED_POLICY_TEXTS = {
  "H-1": {
    title: "Slurs against protected groups",
    text: "Do not call people by words made to degrade them for their ethnicity, nationality, religion, caste, sex, gender identity, sexual orientation, disability or serious illness. Allowed: speaking of one's own group in words it has reclaimed, quoting a slur to report or condemn it, and discussing the word itself. Ask who speaks, of whom, and to what end; when the thread shows that nobody is degraded, leave it up.",
    examples: {
      allowed: [
        "Someone at the bus stop called me a slur today. I am still shaking.",
        "As a queer man I wear that word with pride.",
        "Why do textbooks still print that word in full?",
      ],
      notAllowed: [
        "Addressing another member by a slur for their ethnicity.",
        "Using a slur for disabled people as a joke about a player.",
      ],
    },
    translations: {
      fa: {
        title: "ناسزای تحقیرآمیز علیه گروه‌های حمایت‌شده",
        text: "کسی را با واژه‌هایی که برای تحقیر قومیت، ملیت، دین، جنسیت، هویت جنسیتی، گرایش جنسی، معلولیت یا بیماری سخت ساخته شده‌اند صدا نزنید. این موارد مجاز است: کاربرد واژه‌ای که خودِ گروه آن را از آنِ خود کرده، نقل ناسزا برای گزارش یا محکوم کردن آن، و بحث دربارهٔ خود واژه. بپرسید چه کسی، دربارهٔ چه کسی و با چه قصدی حرف می‌زند؛ اگر از گفت‌وگو برمی‌آید که کسی تحقیر نشده، مطلب بماند.",
      },
    },
  },
  "H-2": {
    title: "Exclusion and dehumanisation of protected groups",
    text: "Do not describe people as animals, vermin, disease or objects, declare them inferior, deny or praise crimes against them, or call for their exclusion, because of ethnicity, nationality, religion, caste, sex, gender identity, sexual orientation, disability or serious illness. It counts also when veiled: in irony, in a question, in code words or emoji. Allowed: criticism of ideas, religions, states and policies; reports and counter-speech that quote hate to oppose it; hostility to groups that are not protected, which may fall under B-1 or B-2.",
    examples: {
      allowed: [
        "The government's migration policy is a failure.",
        "They wrote that people like us should not vote. We will not be silent.",
        "I left that religion and I think its rules are wrong.",
      ],
      notAllowed: [
        "People from there are a plague; our town needs cleaning.",
        "I have nothing against women, but none of them should be allowed to decide anything.",
        "No flats for that kind. You know whom I mean.",
      ],
    },
    translations: {
      fa: {
        title: "طرد و انسان‌زدایی از گروه‌های حمایت‌شده",
        text: "مردم را به‌سبب قومیت، ملیت، دین، جنسیت، هویت جنسیتی، گرایش جنسی، معلولیت یا بیماری سخت به حیوان، انگل، بیماری یا شیء تشبیه نکنید، پست‌تر نخوانید، جنایت علیه آنان را انکار یا ستایش نکنید و خواهان طرد آنان نشوید. شکل پوشیدهٔ آن هم همین حکم را دارد: کنایه، پرسش، واژهٔ رمزی یا شکلک. این موارد مجاز است: نقد اندیشه‌ها، دین‌ها، دولت‌ها و سیاست‌ها؛ خبر و پاسخی که سخن نفرت‌آمیز را برای رد کردن آن نقل می‌کند؛ تندی با گروهی که حمایت‌شده نیست، که شاید زیر قاعدهٔ B-1 یا B-2 بگنجد.",
      },
    },
  },
  "B-1": {
    title: "Harassment",
    text: "Do not hound a person: repeated unwanted contact, calls to pile on, humiliation aimed at someone who is not a public figure, sexual remarks to a person who did not invite them, publishing or hinting at private details, wishing someone serious harm. Read the thread: mutual teasing among friends is no harassment, and a single sharp reply seldom is. Criticism of what public figures do in office is allowed, even harsh.",
    examples: {
      allowed: [
        "You are wrong, and you were wrong last week too.",
        "Haha you idiot, you forgot your keys again. See you at eight!",
        "The mayor has lied to us twice and should resign.",
      ],
      notAllowed: [
        "Everyone go to her page and tell her what she is.",
        "I know which school your kids go to. Just saying.",
        "Nobody here likes you. Leave, we will remind you every day.",
      ],
    },
    translations: {
      fa: {
        title: "آزار و اذیت",
        text: "کسی را آزار ندهید: تماس ناخواسته و پیاپی، دعوت دیگران به هجوم، خوار کردن کسی که چهرهٔ عمومی نیست، حرف جنسی به کسی که نخواسته، انتشار اطلاعات خصوصی یا اشارهٔ تهدیدآمیز به آن، و آرزوی آسیب جدی برای کسی. کل گفت‌وگو را بخوانید: شوخی دوطرفهٔ دوستان آزار نیست و یک پاسخ تند هم به‌ندرت آزار است. نقد کار چهره‌های عمومی، حتی تند، مجاز است.",
      },
    },
  },
  "B-2": {
    title: "Abusive language",
    text: "Argue without contempt. Insults that carry the message, shouting people down and posts whose only content is abuse are not welcome, even if nobody is hounded and no group is attacked. Allowed: strong language about things and events, anger about one's own situation, satire that is recognisably satire. In doubt leave it up: an unpleasant opinion is not abuse.",
    examples: {
      allowed: [
        "This update is complete garbage.",
        "I am so angry I could scream.",
        "What a stupid mistake of mine.",
      ],
      notAllowed: [
        "Only a brainless moron like you could write that.",
        "Shut up, all of you pathetic losers.",
      ],
    },
    translations: {
      fa: {
        title: "زبان توهین‌آمیز",
        text: "بدون تحقیر بحث کنید. توهینی که جای استدلال را می‌گیرد، ساکت کردن دیگران با داد و ناسزا، و نوشته‌ای که جز توهین چیزی ندارد پذیرفته نیست، حتی اگر کسی آزار نبیند و گروهی هدف نباشد. این موارد مجاز است: تندی دربارهٔ چیزها و رویدادها، خشم از وضع خود، و طنزی که طنز بودنش پیداست. اگر تردید دارید بگذارید بماند: نظر ناخوشایند توهین نیست.",
      },
    },
  },
  "X-1": {
    title: "Sexual content",
    text: "No explicit description or depiction of sexual acts, no sexual services, no sexual content that a person did not agree to. Anything sexual that involves or alludes to minors is removed and escalated at once, whatever its form. Allowed: health, education, art, news, and adults speaking of relationships without explicit detail.",
    examples: {
      allowed: [
        "Which contraceptive did your doctor recommend?",
        "The museum shows nude studies from the nineteenth century.",
        "We have been together for ten years and I still find him beautiful.",
      ],
      notAllowed: ["An offer of sexual services with a price.", "An explicit description of a sexual act."],
    },
    translations: {
      fa: {
        title: "محتوای جنسی",
        text: "شرح یا نمایش آشکار عمل جنسی، ارائهٔ خدمات جنسی و محتوای جنسی بدون رضایت شخص ممنوع است. هر محتوای جنسی که پای خردسال یا نوجوان را به میان بکشد، به هر شکلی، فوراً حذف و ارجاع می‌شود. این موارد مجاز است: سلامت، آموزش، هنر، خبر، و گفت‌وگوی بزرگسالان دربارهٔ رابطه بدون شرح آشکار.",
      },
    },
  },
  "V-1": {
    title: "Violence and threats",
    text: "Do not threaten people, call for violence against them, praise attacks or explain how to carry one out. Conditional and veiled threats count. A specific threat (a named person or place, a time, a means) is escalated at once, because the authorities may have to be told. Allowed: news, history, fiction and games recognisable as such, self-defence and sport, hyperbole that nobody could take for a threat.",
    examples: {
      allowed: [
        "My mother is going to kill me when she sees the kitchen.",
        "In the last chapter the detective shoots the kidnapper.",
        "We destroyed them 4-0 yesterday.",
      ],
      notAllowed: [
        "Come near my street again and you will leave it in an ambulance.",
        "Somebody should burn that shelter down.",
        "The attacker did the right thing.",
      ],
    },
    translations: {
      fa: {
        title: "خشونت و تهدید",
        text: "کسی را تهدید نکنید، به خشونت علیه کسی فرا نخوانید، حمله را ستایش نکنید و راه انجام آن را نیاموزید. تهدید مشروط یا پوشیده هم تهدید است. تهدید مشخص (نام شخص یا جا، زمان یا وسیله) فوراً ارجاع می‌شود، چون شاید باید به مقام‌های مسئول خبر داد. این موارد مجاز است: خبر، تاریخ، داستان و بازی که چنین بودنشان پیداست، دفاع از خود و ورزش، و اغراقی که هیچ‌کس آن را تهدید نمی‌گیرد.",
      },
    },
  },
  "C-1": {
    title: "Self-harm and suicide",
    text: "People in distress are met with care, not with punishment. A post that speaks of wanting to die, of hurting oneself or of saying goodbye is read by a person, soon, and never decided by automation. Leave up what asks for help, remembers someone or tells of recovery, and have the platform show where help can be found. Remove instructions, encouragement, pacts and depictions of wounds. If danger seems immediate, escalate before you decide.",
    examples: {
      allowed: [
        "I have not wanted to be alive lately. Has anyone called a helpline? What was it like?",
        "Three years ago today I survived. It does get better.",
        "We lost my brother to suicide in spring. I miss him.",
      ],
      notAllowed: [
        "Telling someone in distress to go through with it.",
        "A description of methods, or a search for company in dying.",
      ],
    },
    translations: {
      fa: {
        title: "خودآسیبی و خودکشی",
        text: "با کسی که در رنج است همدلی می‌کنیم، نه تنبیه. نوشته‌ای که از میل به مردن، آسیب زدن به خود یا خداحافظی می‌گوید باید زود به دست یک انسان خوانده شود و هرگز خودکار دربارهٔ آن تصمیم گرفته نمی‌شود. آنچه کمک می‌خواهد، یاد کسی را زنده می‌کند یا از بهبود می‌گوید بماند و سکو راه‌های کمک گرفتن را نشان دهد. آموزش روش، تشویق، قرار دسته‌جمعی و نمایش زخم حذف می‌شود. اگر خطر نزدیک به نظر می‌رسد، پیش از تصمیم ارجاع دهید.",
      },
    },
  },
  "S-1": {
    title: "Spam and scams",
    text: "No unsolicited bulk advertising, bought or faked engagement, misleading links, or attempts to get money, accounts or personal data by deceit: prizes, guaranteed profits, fees in advance, false support staff. Allowed: members who recommend something once and say if they profit, selling in the places meant for it, and warnings that quote a scam. The same text from many accounts is a reason to suspend them.",
    examples: {
      allowed: [
        "I wrote a book about bees; the link is in my profile. (posted once, in the right section)",
        "Careful, this message is going round: \u201cyour parcel is held, pay 2 euros\u201d. It is a scam.",
      ],
      notAllowed: [
        "Guaranteed 30% profit a week, write to me privately, places are limited!",
        "Your account will be closed, confirm your password here.",
        "1000 followers for 5 euros, fast and safe.",
      ],
    },
    translations: {
      fa: {
        title: "هرزنامه و کلاهبرداری",
        text: "تبلیغ انبوه و ناخواسته، خرید یا جعل دنبال‌کننده و پسند، پیوند گمراه‌کننده و تلاش برای گرفتن پول، حساب یا اطلاعات شخصی با فریب ممنوع است: جایزه، سود تضمینی، پیش‌پرداخت، پشتیبان قلابی. این موارد مجاز است: معرفی چیزی برای یک بار با گفتن اینکه سودی از آن می‌برید، فروش در بخش ویژهٔ آن، و هشداری که متن کلاهبرداری را نقل می‌کند. یک متن یکسان از چندین حساب دلیلی برای تعلیق آن‌هاست.",
      },
    },
  },
  "P-1": {
    title: "Profanity",
    text: "This is a place for all ages: keep coarse words out of titles and public threads. A swear word in anger, in a quotation or in dialect is no offence worth punishing; a post full of them earns a friendly warning. Nothing is removed for profanity alone.",
    examples: {
      allowed: ["Damn, that was close.", "He said, and I quote, \u201cwhat the hell\u201d."],
      notAllowed: ["A title made of swear words.", "The same obscenity posted under every comment."],
    },
    translations: {
      fa: {
        title: "کلمات رکیک",
        text: "اینجا جای همهٔ سن‌هاست: واژهٔ رکیک در عنوان و گفت‌وگوی عمومی ننویسید. یک ناسزا از سر خشم، در نقل قول یا در گویش محلی سزاوار تنبیه نیست؛ نوشته‌ای پر از آن یک تذکر دوستانه می‌گیرد. هیچ مطلبی فقط به‌سبب رکیک بودن حذف نمی‌شود.",
      },
    },
  },
} satisfies Record<string, PolicyTexts>;
