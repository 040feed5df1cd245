import { ambiguous, clear, type LexiconList, splitTerms } from "./lexicon-list.ts";

/** Spanish, a short list for both sides of the ocean. Written for this project. */
export const SPANISH: LexiconList = {
  language: "es",
  script: "latin",
  groups: [
    clear("profanity", 1, "joder, jodido, carajo, culo, mamón, huevón, pelotudo, maldita sea"),
    clear(
      "profanity",
      2,
      "mierda, puta, puto, coño, cabrón, cabrona, pendejo, pendeja, gilipollas, culero, cojones, malparido, gonorrea, chingar, chingada, chingado, verga, zorra asquerosa, me cago en, vete a la mierda, capullo",
    ),
    clear(
      "profanity",
      3,
      "hijo de puta, hija de puta, hijos de puta, hijueputa, hdp, chinga tu madre, la concha de tu madre, concha tu madre, jódete, que te jodan, que te follen",
    ),
    ambiguous("profanity", 1, "zorra, perra, polla, pinche, boludo, forro, capulla"),
    clear(
      "slur",
      3,
      "maricón, maricones, sudaca, negrata, negro de mierda, puto negro, moro de mierda, judío de mierda, indio de mierda, gitano de mierda, travelo, mongólico, subnormal",
    ),
    ambiguous("slur", 2, "marica, bollera, tortillera, moro, panchito, retrasado, gitanada"),
    clear(
      "hate",
      3,
      "muerte a los judíos, muerte a los moros, muerte a los musulmanes, raza inferior, hitler tenía razón, heil hitler, no son humanos, son ratas",
    ),
    clear(
      "hate",
      2,
      "vuelve a tu país, vete a tu país, volved a vuestro país, vuélvete a tu país, fuera inmigrantes, fuera moros, las mujeres a la cocina, las mujeres a fregar",
    ),
    clear(
      "harassment",
      3,
      "mátate, suicídate, ojalá te mueras, ojalá te violen, sé dónde vives, sabemos dónde vives, aquí está su dirección, voy a publicar tus fotos",
    ),
    clear(
      "harassment",
      2,
      "nadie te quiere, todos te odian, no vales nada, me das asco, das asco, muérete, gorda asquerosa, eres basura, id todos a su perfil",
    ),
    clear("harassment", 1, "cállate la boca, cierra el pico, lárgate"),
    clear(
      "sexual",
      2,
      "porno, follar, follando, mamada, fotos desnuda, pásame fotos desnuda, tetas, chúpamela, sexo gratis, pornografía infantil, putas baratas",
    ),
    ambiguous("sexual", 1, "paja, corrida, escorts, orgasmo, masturbación"),
    clear(
      "violence",
      3,
      "te voy a matar, voy a matarte, te mataré, te vamos a matar, te voy a violar, te voy a rajar, te voy a apuñalar, hay que matarlos, hay que matarlos a todos, un tiro en la cabeza, quemar tu casa, hacer una bomba",
    ),
    clear(
      "violence",
      2,
      "te voy a encontrar, te voy a partir la cara, partirte la cara, te voy a romper las piernas, tienes los días contados, merece morir, merecen morir, habría que fusilarlos",
    ),
    ambiguous("violence", 2, "estás muerto, te arrepentirás, te vas a arrepentir, tiroteo"),
    clear(
      "self_harm",
      3,
      `quiero morir, quiero morirme, me quiero morir, ojalá estuviera muerto, ojalá estuviera muerta, no quiero vivir, ya no quiero vivir, no quiero seguir viviendo, quiero matarme, me voy a matar, matarme, quitarme la vida,
      suicidarme, me voy a suicidar, pensamientos suicidas, pienso en el suicidio, acabar con mi vida, estarían mejor sin mí, estarán mejor sin mí, nadie me extrañaría, cortarme las venas, dormir y no despertar, no despertar nunca,
      tirarme del puente, tirarme al tren, ahorcarme, carta de despedida, este es mi último mensaje`,
    ),
    clear(
      "self_harm",
      2,
      "autolesión, autolesiones, autolesionarme, hacerme daño, cortarme los brazos, cansado de vivir, cansada de vivir, la vida no tiene sentido, intento de suicidio, intenté suicidarme, mátate, suicídate",
    ),
    clear(
      "self_harm",
      1,
      "suicidio, línea de ayuda, necesito hablar con alguien, miedo de lo que pueda hacer, no veo salida",
    ),
    ambiguous("self_harm", 2, "ya no puedo más, no puedo más con mi vida, acabar con todo, adiós a todos"),
    clear(
      "spam",
      3,
      "ganancias garantizadas, ganancia garantizada, inversión garantizada, duplica tu dinero, has ganado un premio, comprar seguidores, tu cuenta será suspendida, tu paquete está retenido, amarres de amor, confirma tu contraseña",
    ),
    clear(
      "spam",
      2,
      "gana dinero, gana dinero desde casa, dinero fácil, seguidores gratis, préstamo rápido, préstamos sin aval, escríbeme al whatsapp, únete a mi telegram, bono de casino, apuestas seguras",
    ),
    ambiguous(
      "spam",
      1,
      "haz clic aquí, haz click aquí, enlace en la bio, código de descuento, ingresos pasivos",
    ),
  ],
  innocent: splitTerms(
    "morirme de risa, quiero morirme de risa, me quiero morir de risa, quiero morirme de vergüenza, escuadrón suicida, casa de moro",
  ),
  homographs: splitTerms("negro, negros, homo, cum, mongo, coon, abo, mal, con, tit, fin, tard, conchas"),
  fillers: splitTerms("solo, sólo, de verdad, realmente, tan, ya, simplemente"),
  endings: ["s", "es"],
};
