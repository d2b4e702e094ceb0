/** The fields an industry usually keeps, in both languages: the other language's word becomes a second name for files and formulas. */
import type { FieldDraft } from '../../../../shared/modules/custom-fields.ts';
import type { Language, Preset } from '../../../../shared/modules/words.ts';

interface PresetField {
  readonly kind: FieldDraft['kind'];
  readonly label: readonly [zh: string, en: string];
  readonly section?: readonly [zh: string, en: string];
  readonly options?: readonly (readonly [zh: string, en: string])[];
  readonly more?: Partial<FieldDraft>;
  /** Formula in either language. */
  readonly formula?: readonly [zh: string, en: string];
  /** More names that files use. */
  readonly also?: readonly string[];
}

const f = (kind: PresetField['kind'], zh: string, en: string, more: Omit<PresetField, 'kind' | 'label'> = {}): PresetField => ({ kind, label: [zh, en], ...more });
const words = (text: string): (readonly [string, string])[] => text.split(' / ').map((pair) => pair.split('=') as [string, string]);

const MEMBER: readonly [string, string] = ['会员', 'Membership'];
const idCard = f('text', '身份证号', 'ID card', { more: { rules: { format: 'idCard' } }, also: ['身份证', '证件号码', 'idnumber'] });
const creditCode = f('text', '统一社会信用代码', 'Credit code', { more: { rules: { format: 'creditCode' } }, also: ['税号', '纳税人识别号', '信用代码', 'taxid'] });
const points = f('number', '积分', 'Points', { section: MEMBER, also: ['会员积分', '剩余积分'] });
const balance = f('money', '储值余额', 'Balance', { section: MEMBER, also: ['余额', '卡内余额', '账户余额'] });
const memberSince = f('date', '办卡日期', 'Member since', { section: MEMBER, also: ['入会日期', '开卡日期'] });
const memberUntil = f('date', '会员到期', 'Member until', { section: MEMBER, also: ['到期日期', '有效期', '有效期至'] });
const daysAway = f('formula', '多久没来', 'Days since last visit', { formula: ['天数([最近成交], 今天())', 'days([Last purchase], today())'], more: { unit: '天' } });
const daysLeft = f('formula', '会员剩余天数', 'Days left', { section: MEMBER, formula: ['天数(今天(), [会员到期])', 'days(today(), [Member until])'], more: { unit: '天' } });

const FIELDS: Readonly<Record<Preset, readonly PresetField[]>> = {
  general: [
    f('choice', '意向程度', 'Interest', { options: words('高=High / 中=Medium / 低=Low'), also: ['意向', '意向度'] }),
    f('rating', '重要程度', 'Importance'),
    creditCode,
    f('url', '网站', 'Website', { also: ['官网', '网址', 'homepage'] }),
    f('link', '介绍人', 'Referred by', { also: ['推荐人'] }),
  ],
  retail: [
    daysAway,
    memberSince,
    memberUntil,
    daysLeft,
    points,
    balance,
    f('multiChoice', '常买品类', 'Buys mostly', { options: words('茶叶=Tea / 礼盒=Gift boxes / 零食=Snacks / 日用=Household / 服饰=Clothes / 其他=Other') }),
    f('text', '尺码', 'Size', { also: ['衣服尺码', '鞋码'] }),
    f('link', '介绍人', 'Referred by', { also: ['推荐人'] }),
  ],
  catering: [
    daysAway,
    f('multiChoice', '口味', 'Taste', { options: words('不辣=Mild / 微辣=Medium / 重辣=Hot / 清淡=Light / 素食=Vegetarian'), also: ['口味偏好'] }),
    f('text', '忌口', 'Cannot eat', { also: ['过敏', '忌口过敏', 'allergies'] }),
    f('text', '常坐位置', 'Favourite table', { also: ['常用桌号', '包间偏好'] }),
    f('number', '常来人数', 'Usual party', { more: { unit: '人' } }),
    memberUntil,
    points,
    balance,
  ],
  beauty: [
    daysAway,
    f('choice', '肤质', 'Skin type', { options: words('干性=Dry / 油性=Oily / 混合=Combination / 敏感=Sensitive / 中性=Normal') }),
    f('text', '过敏史', 'Allergies', { also: ['过敏', '禁忌'] }),
    f('multiChoice', '做过的项目', 'Treatments', { options: words('面部护理=Facial / 身体护理=Body care / 美甲=Nails / 美发=Hair / 纹绣=Brows / 脱毛=Hair removal') }),
    f('text', '指定技师', 'Preferred staff', { also: ['技师', '美容师', '发型师'] }),
    memberUntil,
    daysLeft,
    f('number', '剩余次数', 'Sessions left', { section: MEMBER, more: { unit: '次' }, also: ['剩余次', '卡内次数'] }),
    balance,
  ],
  education: [
    f('text', '学员姓名', 'Student', { also: ['孩子姓名', '学生', '孩子'] }),
    f('date', '学员生日', 'Student birthday', { also: ['孩子生日'] }),
    f('formula', '学员年龄', 'Student age', { formula: ['周岁([学员生日])', 'age([Student birthday])'], more: { unit: '岁' } }),
    f('text', '学校', 'School', { also: ['就读学校'] }),
    f('choice', '年级', 'Year', { options: words('幼儿园=Kindergarten / 一年级=Grade 1 / 二年级=Grade 2 / 三年级=Grade 3 / 四年级=Grade 4 / 五年级=Grade 5 / 六年级=Grade 6 / 初中=Middle school / 高中=High school') }),
    f('multiChoice', '报读课程', 'Courses', { options: words('语文=Chinese / 数学=Maths / 英语=English / 美术=Art / 音乐=Music / 编程=Coding / 体育=Sports'), also: ['课程'] }),
    f('number', '剩余课时', 'Lessons left', { more: { unit: '课时' }, also: ['课时', '剩余课时数'] }),
    f('text', '接送人', 'Pick-up', { also: ['接送联系人'] }),
  ],
  trade: [
    f('text', '国家/地区', 'Country', { also: ['国家', '地区', 'nation'] }),
    f('url', '网站', 'Website', { also: ['官网', '网址', 'homepage'] }),
    f('multiChoice', '主营产品', 'Products', { options: words('服装=Garments / 电子=Electronics / 机械=Machinery / 家居=Home goods / 其他=Other') }),
    f('choice', '贸易条款', 'Incoterm', { options: words('FOB=FOB / CIF=CIF / EXW=EXW / DDP=DDP') }),
    f('choice', '付款方式', 'Payment terms', { options: words('T/T=T/T / L/C=L/C / 西联=Western Union / 账期=Open account') }),
    f('money', '年采购额', 'Yearly volume', { more: { currency: 'USD' } }),
    f('yesNo', '寄过样品', 'Samples sent', { also: ['已寄样'] }),
    creditCode,
  ],
};

/** Drafts of a preset's fields in the book's language, in order. */
export function presetFields(preset: Preset, language: Language, currency: string): readonly FieldDraft[] {
  const own = language === 'zh-CN' ? 0 : 1;
  // Persons show identity papers, companies theirs; a shop that needs neither hides or deletes the field.
  const list = preset === 'general' ? [...FIELDS.general, idCard] : FIELDS[preset];
  return list.map(({ kind, label, section, options, more, formula, also }) => ({
    kind,
    label: label[own],
    aliases: [label[1 - own]!, ...(also ?? [])].filter((name) => name !== label[own]),
    section: section?.[own] ?? null,
    options: options?.map((o) => o[own]) ?? [],
    formula: formula?.[own] ?? null,
    ...(kind === 'money' ? { currency } : {}),
    ...more,
    ...(language === 'en' && more?.unit ? { unit: null } : {}),
  }));
}
