import { type Culture, cities, spelled } from './culture';
import { chineseResidentId, indianPan, japaneseMyNumber, koreanResidentNumber } from './national-ids';

/**
 * Japan, China, Korea and India: names whose Latin spelling shares no letter with the native one, and three countries
 * that put the family first.
 */

export const japanese: Culture = {
  country: 'JP',
  language: 'ja',
  nameShape: '{family} {given}',
  female: spelled(
    '結衣/yui 陽菜/hina 美咲/misaki さくら/sakura 葵/aoi 恵子/keiko 真由美/mayumi 千尋/chihiro 彩花/ayaka 直美/naomi',
  ),
  male: spelled(
    '蓮/ren 大翔/hiroto 健太/kenta 拓海/takumi 翔太/shota 一郎/ichiro 浩二/koji 誠/makoto 剛/tsuyoshi 悠真/yuma',
  ),
  family: spelled(
    '佐藤/sato 鈴木/suzuki 高橋/takahashi 田中/tanaka 渡辺/watanabe 伊藤/ito 山本/yamamoto 中村/nakamura 小林/kobayashi 加藤/kato 吉田/yoshida 斎藤/saito 松本/matsumoto 長谷川/hasegawa 近藤/kondo 石川/ishikawa',
  ),
  cities: cities(`
    名古屋市中区|460-00##|35.181|136.906
    大阪市北区|530-00##|34.705|135.498
    浜松市中央区|430-09##|34.711|137.726
    東大阪市|577-00##|34.679|135.601`),
  streets: ['栄', '梅田', '板屋町', '長田東', '丸の内'],
  addressLine: '{street}{number}丁目8番3号',
  phones: ['+81 90-####-####', '+81 52-###-####', '+81 6-####-####'],
  companies: [
    '株式会社{family}製作所',
    '{family}精機株式会社',
    '有限会社{family}鉄工所',
    '{family}工業株式会社',
  ],
  nationalId: japaneseMyNumber,
  notes: [
    '{name}様より電話({phone})。{part}の検査成績書を{day}までに送付のこと。',
    '{name}さんが治具を再調整。再測定の結果、公差内。',
    '連絡先は{mail}に変更になりました({name})。',
  ],
};

export const chinese: Culture = {
  country: 'CN',
  language: 'zh',
  nameShape: '{family}{given}',
  female: spelled(
    '秀英/xiuying 丽娜/lina 晓燕/xiaoyan 婷婷/tingting 静/jing 雪梅/xuemei 思琪/siqi 玉兰/yulan',
  ),
  male: spelled(
    '伟/wei 建国/jianguo 志强/zhiqiang 明轩/mingxuan 浩然/haoran 永康/yongkang 子豪/zihao 文博/wenbo',
  ),
  family: spelled(
    '王/wang 李/li 张/zhang 刘/liu 陈/chen 欧阳/ouyang 黄/huang 赵/zhao 周/zhou 吴/wu 徐/xu 诸葛/zhuge 郑/zheng 谢/xie',
  ),
  cities: cities(`
    深圳市宝安区|5181##|22.555|113.884
    苏州市吴中区|2151##|31.262|120.632
    宁波市北仑区|3158##|29.899|121.844`),
  streets: ['工业园路', '创新大道', '人民路', '长江北路'],
  addressLine: '{street}{number}号',
  phones: ['+86 13# #### ####', '+86 755 #### ####', '+86 188 #### ####'],
  companies: ['{family}氏精密制造有限公司', '{city}紧固件有限公司', '{family}记五金厂'],
  nationalId: chineseResidentId,
  notes: [
    '已与{name}电话确认({phone}),{part}这批货{day}返工。',
    '{name}要求把材质报告发到{mail}。',
    '夜班{name}更换刀具后复测,尺寸合格。',
  ],
};

export const korean: Culture = {
  country: 'KR',
  language: 'ko',
  nameShape: '{family}{given}',
  female: spelled('서연/seoyeon 민지/minji 지우/jiwoo 은영/eunyoung 수빈/subin 미경/mikyung'),
  male: spelled('민준/minjun 서준/seojun 도윤/doyun 성호/sungho 영수/youngsoo 지훈/jihoon'),
  family: spelled('김/kim 이/lee 박/park 최/choi 정/jung 강/kang 조/cho 윤/yoon 남궁/namgung 한/han'),
  cities: cities(`
    창원시 성산구|515##|35.198|128.703
    수원시 영통구|164##|37.260|127.047`),
  streets: ['공단로', '중앙대로', '산업로'],
  addressLine: '{street} {number}',
  phones: ['+82 10-####-####', '+82 55-###-####'],
  companies: ['(주){family}정밀', '{family}산업 주식회사', '{city} 주물(주)'],
  nationalId: koreanResidentNumber,
  notes: [
    '{name} 님과 통화({phone}), {part} 성적서는 {day}까지 {mail}로 송부.',
    '{name} 작업자가 지그 교체 후 재측정, 합격.',
  ],
};

export const indian: Culture = {
  country: 'IN',
  language: 'hi',
  nameShape: '{given} {family}',
  female: spelled(
    'प्रिया/priya अनन्या/ananya दीपिका/deepika सुनीता/sunita कविता/kavita लक्ष्मी/lakshmi मीरा/meera',
  ),
  male: spelled('राजेश/rajesh अमित/amit विक्रम/vikram संजय/sanjay अर्जुन/arjun मोहन/mohan देवेंद्र/devendra'),
  family: spelled(
    'शर्मा/sharma वर्मा/verma गुप्ता/gupta सिंह/singh पटेल/patel मिश्रा/mishra चौहान/chauhan अय्यर/iyer कुलकर्णी/kulkarni जोशी/joshi',
  ),
  cities: cities(`
    पुणे|411###|18.520|73.857
    लुधियाना|141###|30.901|75.857
    राजकोट|360###|22.304|70.802`),
  streets: ['महात्मा गांधी मार्ग', 'औद्योगिक क्षेत्र', 'स्टेशन रोड', 'नेहरू नगर'],
  addressLine: 'प्लॉट {number}, {street}',
  phones: ['+91 98### #####', '+91 20 #### ####'],
  companies: ['{family} इंजीनियरिंग प्रा. लि.', '{family} ब्रदर्स', '{city} फोर्ज लिमिटेड'],
  nationalId: indianPan,
  notes: [
    '{name} से बात हुई ({phone}), {part} का नया लॉट {day} को आएगा।',
    '{name} ने दोबारा माप लिया, सही है। रिपोर्ट {mail} पर भेजें।',
  ],
};
