/**
 * Forms that family names and patronymics take in a language, for names that no list holds. Only endings that ordinary
 * words and places seldom have; a single hit proves nothing, a share of a column's values does.
 */

/** Slavic, Baltic, Scandinavian, Finnish, Romanian, Greek, Turkish, Georgian, Armenian, Iberian, German, Italian, Frisian. */
const latin =
  /^\p{L}{2,}(?:sk[iay]|ck[iay]|dzk[iay]|wicz|czyk|czak|czuk|enko|chuk|shvili|opoulos|opoulou|idis|akis|oğlu|oglu|sson|sdotter|sd[oó]ttir|qvist|kvist|gren|ström|strøm|gaard|nen|escu|eanu|auskas|aitis|ienė|mann|meie?r|mayer|maier|hofer|huber|berger|[gndrmlqp]uez|ndez|nchez|rrez|ínez|inez|ópez|érez|eira|etti|elli|ucci|acci|eau|ault|stra|sma|\p{L}ov[aá]?|\p{L}ev[aá]|ovic|ović|ević|[oe]vich|ovich|évich|zadeh|yan)$/iu;

/** Prefixes that only names of people have. */
const prefixed = /^(?:Mc|Mac|O'|O’|Fitz|Abd|Ibn|D'|D’)\p{Lu}\p{L}+$/u;

const cyrillic =
  /^\p{Lu}\p{Ll}+(?:ов|ова|ев|ева|ёв|ёва|ин|ина|ын|ына|ский|ская|цкий|цкая|енко|чук|ович|евич|овна|евна|ична|ко)$/u;
const greek = /^\p{Lu}\p{L}+(?:όπουλος|οπούλου|ίδης|ίδου|άκης|άκη|ιάδης|ιάδου|άτος|έας|ίου|ούδης)$/u;

/** The commonest family names written in Han characters and in Hangul come first and are one character long. */
const han =
  /^[王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖萧蕭田董潘袁蔡蒋蔣余于杜叶葉程魏苏蘇吕呂丁任卢盧姚沈钟鍾姜崔谭譚陆陸范汪廖石金韦韋贾賈夏付方邹鄒熊白孟秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵]\p{Script=Han}{1,2}$/u;
const japanese =
  /^(?:佐藤|鈴木|高橋|田中|伊藤|渡辺|山本|中村|小林|加藤|吉田|山田|佐々木|山口|松本|井上|木村|林|斎藤|清水|山崎|森|池田|橋本|阿部|石川|山下|中島|石井|小川|前田|岡田|長谷川|藤田|後藤|近藤|村上|遠藤|青木|坂本)/u;
const hangul =
  /^[김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모]\p{Script=Hangul}{1,2}$/u;

/** Whether a word has the form of a family name or a patronymic in its own script. */
export function hasNameForm(word: string): boolean {
  return (
    (word.length >= 5 && /^\p{Lu}/u.test(word) && latin.test(word)) ||
    [prefixed, cyrillic, greek, han, japanese, hangul].some((form) => form.test(word))
  );
}
