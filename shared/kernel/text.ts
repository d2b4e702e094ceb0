/**
 * Folding of text for comparison and for reading what people typed: width, case,
 * spaces, invisible characters, traditional characters. Nothing here changes what
 * is stored; folded forms are only keys.
 */

const FULL_WIDTH = /[\u3000\uff01-\uff5e]/;
// Zero-width and direction marks, soft hyphen, BOM: they arrive from web pages and chat programs.
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
// Joiners hold emoji families and Arabic or Indian names together; anywhere else, and at the end, they are litter too.
const STRAY_JOINER = /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\p{Script=Arabic}\p{M}])[\u200c\u200d]|[\u200c\u200d]+(?=\s|$)/gu;
// eslint-disable-next-line no-control-regex -- control characters are exactly what has to go; TAB, LF and CR are handled as space
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
// A cheap test before the replacements above.
const UNCLEAN =
  // eslint-disable-next-line no-control-regex -- looks for the same control characters
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|^\s|\s$/;

/** Full-width letters, digits, signs and the ideographic space become their half-width twins; everything else stays. */
export function toHalfWidth(text: string): string {
  if (!FULL_WIDTH.test(text)) return text;
  return text.replace(/[\u3000\uff01-\uff5e]/g, (c) => (c === '\u3000' ? ' ' : String.fromCharCode(c.charCodeAt(0) - 0xfee0)));
}

/** Removes control and invisible characters and outer white space; keeps line breaks and tabs inside. */
export function cleanText(text: string): string {
  if (!UNCLEAN.test(text)) return text;
  return text.replace(CONTROL, '').replace(INVISIBLE, '').replace(STRAY_JOINER, '').trim();
}

/** One line: like `cleanText`, and every run of white space becomes one space. */
export function cleanLine(text: string): string {
  const clean = cleanText(text);
  return /\s\s|[\t\r\n\u00a0\u3000]/.test(clean) ? clean.replace(/\s+/g, ' ') : clean;
}

/** True when the text has at least one Han character. */
export function hasHan(text: string): boolean {
  return /[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{323af}]/u.test(text);
}

// Pairs traditional+simplified of the characters that occur in names, company names and addresses.
const PAIRS =
  '劉刘陳陈張张楊杨黃黄趙赵吳吴孫孙馬马鄭郑謝谢許许鄧邓馮冯蕭萧葉叶蔣蒋盧卢賈贾鄒邹閻阎鍾钟鐘钟陸陆範范韋韦譚谭錢钱龍龙賴赖龔龚顧顾' +
  '湯汤喬乔賀贺溫温莊庄聶聂關关蘇苏羅罗齊齐魯鲁倫伦歐欧陽阳諸诸葛葛紀纪項项嚴严華华寶宝麗丽鳳凤蘭兰愛爱國国偉伟傑杰東东義义慶庆' +
  '衛卫軍军紅红強强鵬鹏飛飞潔洁靜静穎颖瑩莹嬌娇嫻娴麥麦貴贵進进勝胜興兴長长遠远達达運运輝辉曉晓曄晔燁烨億亿憶忆藝艺藥药醫医學学' +
  '貿贸易易實实業业電电氣气機机車车門门開开發发資资產产財财經经濟济務务廠厂場场館馆飯饭樓楼園园區区縣县鎮镇鄉乡號号廣广灣湾' +
  '臺台台台滙汇匯汇聯联聰聪網网絡络線线紡纺織织絲丝緞缎綠绿維维綱纲純纯級级結结絕绝統统繼继續续總总術术師师帥帅書书畫画筆笔紙纸' +
  '買买賣卖費费質质貨货貸贷賬账賓宾賢贤贏赢贊赞車车軟软轉转輪轮輕轻轄辖鐵铁銀银銅铜鋼钢鋁铝錦锦鏡镜針针鎖锁鑫鑫際际險险陰阴隊队' +
  '雲云霧雾靈灵韓韩順顺須须領领頭头題题願愿類类顯显風风飲饮餐餐養养駿骏騰腾驗验驕骄魚鱼鮮鲜鳥鸟鴻鸿鶴鹤鷹鹰鹽盐點点黨党齡龄' +
  '個个們们備备傳传優优億亿儀仪價价僑侨側侧倉仓債债兒儿內内兩两冊册凱凯劃划創创動动勞劳勛勋區区協协單单參参雙双變变員员問问啟启' +
  '團团圖图圍围圓圆執执堅坚報报塊块壓压壘垒壇坛壯壮聲声壽寿夢梦夾夹奧奥奮奋婦妇寧宁審审寫写寬宽寵宠將将對对專专尋寻導导' +
  '層层島岛崗岗嶺岭嶽岳帶带幣币師师幹干廟庙廢废張张彈弹彎弯後后徑径從从復复徵征恆恒惡恶惠惠愷恺態态慧慧應应懷怀戰战戲戏戶户' +
  '擇择據据擔担擴扩攝摄數数斷断於于時时晉晋暢畅會会條条來来東东極极構构標标樣样樹树橋桥檢检櫃柜權权歡欢歲岁歷历歸归殘残殺杀氣气' +
  '決决沒没沖冲況况淨净淚泪淺浅淵渊減减測测港港準准滿满漁渔漢汉漲涨潤润潛潜濤涛濱滨瀏浏灑洒災灾為为烏乌無无煉炼煙烟煥焕熱热營营' +
  '爾尔爺爷狀状獅狮獎奖獨独獲获獻献現现環环瑪玛瓊琼產产畢毕異异當当療疗瘋疯發发盜盗盡尽監监盤盘礎础禮礼禎祯種种稱称穀谷積积穩稳' +
  '窩窝競竞節节築筑簡简簽签籃篮糧粮紐纽約约納纳紋纹細细終终組组給给絡络緊紧緣缘編编練练縱纵績绩繁繁職职聽听肅肃脈脉腦脑腳脚臉脸' +
  '臨临舉举舊旧艙舱艦舰藍蓝蔥葱蔭荫薦荐薩萨蘆芦處处虛虚蟲虫補补裝装裡里裏里製制複复見见規规視视親亲覺觉覽览觀观計计訂订訊讯討讨' +
  '訓训記记設设訪访証证證证評评詞词試试詩诗話话該该詳详誌志語语誠诚誼谊請请調调談谈論论諾诺謀谋講讲謙谦識识譜谱議议護护讀读豐丰' +
  '貝贝負负責责販贩貢贡賜赐賞赏購购贈赠趨趋跡迹踐践蹤踪軌轨軒轩載载較较輔辅輯辑輸输辦办農农這这連连週周遊游運运過过還还邊边邏逻' +
  '鄰邻釋释里里釀酿鈞钧鈴铃鉅巨銘铭銳锐鋒锋錄录鍵键鎂镁鎧铠鏈链鑑鉴閃闪閉闭間间閩闽閣阁閱阅闊阔闆板陣阵隨随隱隐隻只難难離离雜杂' +
  '電电靂雳靚靓響响頁页頂顶預预頓顿頗颇頤颐頻频顆颗顏颜飄飘餅饼餘余館馆駐驻駕驾駱骆驅驱驛驿體体髮发鬆松鬥斗魏魏鯉鲤鯨鲸鳴鸣鵝鹅麵面';

let simplified: Map<string, string> | null = null;
let traditional: RegExp | null = null;

function simplifiedTable(): Map<string, string> {
  if (simplified) return simplified;
  simplified = new Map();
  for (let i = 0; i + 1 < PAIRS.length; i += 2) {
    const from = PAIRS.charAt(i);
    const to = PAIRS.charAt(i + 1);
    if (from !== to) simplified.set(from, to);
  }
  return simplified;
}

/** Traditional characters usual in names become simplified ones. Not a translation: characters outside the small table stay. */
export function toSimplified(text: string): string {
  const table = simplifiedTable();
  // Most texts hold none: one native pass answers that.
  traditional ??= new RegExp(`[${[...table.keys()].join('')}]`);
  if (!traditional.test(text)) return text;
  let out = '';
  for (const c of text) out += table.get(c) ?? c;
  return out;
}

/**
 * The key by which two texts count as the same: NFKC, half width, simplified,
 * lower case, without white space, punctuation and invisible characters.
 */
export function foldKey(text: string): string {
  return toSimplified(text.normalize('NFKC').toLowerCase()).replace(/[\s\p{P}\p{S}\p{Cf}\p{Cc}]+/gu, '');
}
