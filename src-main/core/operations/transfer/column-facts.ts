/** What the values of a column look like: the second witness, beside its heading. */
import { cleanLine } from '../../../../shared/kernel/text.ts';
import { cellText, isBlank, isDateCell, type Cell, type SourceRow } from './cells.ts';
import { readDate } from './dates.ts';
import { looksLikeCompany } from './names.ts';
import { looksLikePhone } from './phones.ts';

export interface ColumnFacts {
  readonly index: number;
  readonly header: string;
  /** First distinct values, as text. */
  readonly samples: readonly string[];
  readonly filled: number;
  readonly rows: number;
  /** Shares (0–1) of the filled cells that look like each thing. */
  readonly phone: number;
  readonly email: number;
  readonly date: number;
  readonly gender: number;
  readonly company: number;
  readonly person: number;
  readonly address: number;
  readonly kind: number;
  readonly number: number;
  /** The values are 1, 2, 3 … in the order of the rows. */
  readonly counting: boolean;
}

const SAMPLES = 5;
const GENDER = /^(?:男|女|男性|女性|先生|女士|小姐|太太|m|f|male|female|mr\.?|ms\.?|mrs\.?|保密|未知)$/i;
const KIND = /^(?:个人|企业|公司|单位|个人客户|企业客户|individual|person|personal|company|business|organi[sz]ation|corporate)$/i;
const EMAIL = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]{2,}$/;
const ADDRESS =
  /(?:省|市|区|县|镇|乡|村|路|街|道|巷|弄|号|室|栋|楼|座|大厦|小区|花园).*(?:市|区|县|镇|路|街|道|巷|弄|号|室|栋|楼|座|大厦|小区|花园|\d)|\d+\s+[A-Z][a-z]+.*\b(?:St|Street|Rd|Road|Ave|Avenue|Blvd|Lane|Ln|Drive|Dr|Way)\b/;
const SURNAMES = new Set(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文张庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺張劉陳楊趙黃吳孫馬羅鄭謝韓馮許蕭葉鍾陸盧蔣龔歐',
);

/** Looks at the sampled rows of every column. Pure. */
export function collectFacts(headers: readonly string[], rows: readonly SourceRow[], thisYear: number): readonly ColumnFacts[] {
  return headers.map((header, index) => factsOf(header, index, rows, thisYear));
}

function factsOf(header: string, index: number, rows: readonly SourceRow[], thisYear: number): ColumnFacts {
  const cells = rows.map((r) => r.cells[index]).filter((c): c is Exclude<Cell, null> => c !== undefined && !isBlank(c));
  const texts = cells.map((c) => cleanLine(cellText(c)));
  const share = (test: (text: string, cell: Cell) => boolean) =>
    texts.length === 0 ? 0 : texts.filter((t, i) => test(t, cells[i] ?? null)).length / texts.length;
  return {
    index,
    header,
    samples: [...new Set(texts)].slice(0, SAMPLES).map((t) => t.slice(0, 80)),
    filled: texts.length,
    rows: rows.length,
    phone: share((_, cell) => looksLikePhone(cell)),
    email: share((t) => EMAIL.test(t)),
    date: share((t, cell) => looksLikeDate(t, cell, thisYear)),
    gender: share((t) => GENDER.test(t)),
    company: share((t) => looksLikeCompany(t)),
    person: share((t) => looksLikePerson(t)),
    address: share((t) => t.length >= 6 && ADDRESS.test(t)),
    kind: share((t) => KIND.test(t)),
    number: share((t) => /^-?\d+(?:[.,]\d+)*$/.test(t)),
    counting: texts.length >= 2 && texts.every((t, i) => t === String(i + 1)),
  };
}

function looksLikeDate(text: string, cell: Cell, thisYear: number): boolean {
  if (isDateCell(cell)) return cell.date !== null;
  if (typeof cell === 'number' || /^\d{5}(?:\.\d+)?$/.test(text)) return false;
  const kind = readDate(text, { thisYear }).kind;
  return kind === 'date' || kind === 'ambiguous';
}

function looksLikePerson(text: string): boolean {
  if (/^\p{Script=Han}{2,4}$/u.test(text)) return SURNAMES.has(text.charAt(0));
  return /^[A-Z][a-z'’-]+(?: [A-Z]\.?)?(?: [A-Z][a-z'’-]+){1,2}$/.test(text);
}
