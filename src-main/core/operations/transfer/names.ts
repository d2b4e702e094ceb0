/** Names of people and companies as keys for comparison, and telling the two apart. */
import { foldKey, toHalfWidth, toSimplified } from '../../../../shared/kernel/text.ts';

const LEGAL_FORM =
  /(?:股份有限公司|有限责任公司|有限公司|股份公司|责任公司|总公司|分公司|子公司|集团公司|集团|公司|企业|个体工商户|coltd|companylimited|limitedcompany|incorporated|corporation|company|limited|gmbh|ptyltd|pteltd|ltd|llc|llp|inc|corp|plc|co|ag|sa|srl|bv|kk)$/;
const COMPANY_WORD =
  /(?:公司|集团|[^书小]店|厂|事务所|工作室|商行|商店|超市|酒店|宾馆|饭店|餐厅|银行|学校|大学|中学|小学|幼儿园|医院|诊所|药房|研究院|研究所|合作社|经营部|门市部|营业部|服务部|贸易行|俱乐部|协会|商会|基金会|委员会|美容院|会所|中心)(?:[(（][^()（）]*[)）])?$|\b(?:co\.?,?\s*ltd|ltd|limited|llc|llp|inc|corp|corporation|company|gmbh|plc|pty|pte|group|holdings|s\.?a\.?r?\.?l?)\.?$/i;

/** True when the text reads as the name of a company, shop or institution rather than of a person. */
export function looksLikeCompany(name: string): boolean {
  const text = toHalfWidth(name).trim();
  return text.length > 3 && COMPANY_WORD.test(text);
}

/** Two spellings of one company give one key: legal form, width, brackets, traditional characters and case do not count. */
export function companyKey(name: string): string {
  const plain = /^[\u4e00-\u9fff]+$/.test(name);
  let key = plain ? toSimplified(name) : foldKey(name);
  // No Chinese legal form ends in another character.
  if (plain && !/[司团业户]$/.test(key)) return key;
  for (let i = 0; i < 3; i++) {
    const shorter = key.replace(LEGAL_FORM, '');
    if (shorter === key || shorter.length < 2) break;
    key = shorter;
  }
  return key;
}
