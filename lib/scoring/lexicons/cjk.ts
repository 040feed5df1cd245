import { ambiguous, clear, type LexiconList, splitTerms } from "./lexicon-list.ts";

/** Korean, a short list; matched as substrings, so only strings that seldom stand inside innocent words. */
export const KOREAN: LexiconList = {
  language: "ko",
  script: "cjk",
  groups: [
    clear("profanity", 1, "존나, ㅈㄴ, 썅"),
    clear("profanity", 2, "지랄, ㅈㄹ, 미친놈, 미친년, 닥쳐, 꺼져, 개소리"),
    clear(
      "profanity",
      3,
      "시발, 씨발, 씨팔, 시팔, 씹새, ㅅㅂ, ㅆㅂ, 좆, 개새끼, 개새키, 병신, ㅂㅅ, 쌍년, 니애미, 느금마, 엠창",
    ),
    ambiguous("profanity", 1, "새끼, 걸레"),
    clear("slur", 3, "짱깨, 쪽바리, 깜둥이, 똥남아, 틀딱, 한남충, 김치녀, 맘충, 장애인새끼"),
    clear("harassment", 3, "나가 죽어, 나가죽어, 자살해라, 뒤져라, 뒈져라"),
    clear("violence", 3, "죽여버린다, 죽여버릴, 죽일거야, 죽여버리겠, 칼로 찔러, 찾아가서 죽"),
    clear(
      "self_harm",
      3,
      "죽고싶, 죽고 싶, 자살하고, 자살할, 자살 생각, 살기싫, 살기 싫, 목숨을 끊, 손목을 그, 뛰어내리고 싶",
    ),
    clear("self_harm", 2, "자해, 자살해라, 사라지고 싶, 살 이유가 없"),
    clear("self_harm", 1, "자살"),
    clear(
      "spam",
      2,
      "수익보장, 수익 보장, 고수익 알바, 고수익 부업, 바카라, 토토사이트, 카지노사이트, 팔로워 구매, 대출상담, 무료체험 신청",
    ),
  ],
  innocent: splitTerms(
    "시발점, 시발역, 다시발, 시발택시, 자살골, 배고파 죽고 싶, 이자해, 여자해, 남자해, 강아지 새끼, 고양이 새끼, 새끼손가락, 새끼발가락, 마른걸레, 물걸레, 걸레질",
  ),
  homographs: [],
  fillers: [],
  endings: [],
};

/** Chinese in simplified characters, a short list; matched as substrings. */
export const CHINESE: LexiconList = {
  language: "zh",
  script: "cjk",
  groups: [
    clear("profanity", 1, "妈的, 卧槽, 尼玛, 滚蛋, 狗屎, 白痴, 脑残"),
    clear("profanity", 2, "他妈的, 傻逼, 傻屄, 煞笔, 婊子, 贱人, 王八蛋, 杂种, 狗娘养, 狗日的, 混账东西"),
    clear("profanity", 3, "操你妈, 肏你妈, 草你妈, 草泥马, 干你娘, 日你妈, 去你妈的, 鸡巴"),
    ambiguous("profanity", 1, "屌, 牛逼, 装逼, 沙雕"),
    clear("slur", 3, "黑鬼, 尼哥, 支那猪, 支那人, 死基佬, 死娘炮, 穆畜, 黄皮猪, 白皮猪"),
    ambiguous("slur", 2, "支那, 娘炮, 基佬, 残废, 弱智"),
    clear("hate", 3, "劣等民族, 劣等种族, 低等种族, 希特勒是对的, 都该被灭绝, 不是人是畜生"),
    clear("hate", 2, "滚回你的国家, 滚回你们国家, 滚回非洲, 女人就该在家, 女人就该待在厨房"),
    clear(
      "harassment",
      3,
      "去死吧, 你去死, 怎么不去死, 你怎么还不死, 全家死光, 死全家, 我知道你住哪, 你去自杀",
    ),
    clear("harassment", 2, "没人喜欢你, 没人爱你, 你这个废物, 你就是垃圾, 人肉她, 人肉他, 曝光她的住址"),
    clear("sexual", 2, "约炮, 裸聊, 黄片, 口交, 肛交, 援交, 儿童色情, 色情片, 同城约, 看片加"),
    ambiguous("sexual", 1, "色情, 做爱, 上门服务, 高潮"),
    clear(
      "violence",
      3,
      "我要杀了你, 杀了你, 弄死你, 砍死你, 捅死你, 打死你, 杀你全家, 烧了你家, 炸学校, 制作炸弹, 做炸弹",
    ),
    ambiguous("violence", 2, "同归于尽, 你等着瞧, 你给我等着, 干掉你"),
    clear(
      "self_harm",
      3,
      "我想死, 好想死, 不想活, 活不下去, 想自杀, 要自杀, 自杀的念头, 结束生命, 结束我的生命, 结束自己的生命, 割腕, 写好遗书, 再也不想醒来, 没有我会更好, 活着没意思, 活着没意义",
    ),
    clear("self_harm", 2, "自残, 轻生, 伤害自己, 吃安眠药, 你去自杀, 怎么不去死"),
    clear("self_harm", 1, "自杀, 遗书, 心理援助热线"),
    ambiguous("self_harm", 2, "想死, 撑不下去, 跳楼"),
    clear(
      "spam",
      3,
      "稳赚不赔, 日赚, 月入过万, 刷单, 恭喜您中奖, 恭喜你中奖, 代开发票, 贷款秒批, 彩票内幕, 高额回报, 买粉丝, 涨粉服务",
    ),
    clear(
      "spam",
      2,
      "加微信, 加我微信, 加薇信, 免费领取, 点击领取, 博彩, 网赚, 低息贷款, 兼职日结, 办证刻章",
    ),
  ],
  innocent: splitTerms(
    "想死你了, 想死我了, 想死你们, 自杀式袭击, 自杀式, 跳楼价, 跳楼大甩卖, 打死你也, 打死我也",
  ),
  homographs: [],
  fillers: [],
  endings: [],
};
