/** The words an industry starts with: where customers come from and how they are graded. The owner edits them. */
import { DEFAULT_STAGE_RULES } from '../../../../shared/modules/lifecycle.ts';
import type { StageRules } from '../../../../shared/modules/lifecycle.ts';
import type { Language, Preset } from '../../../../shared/modules/words.ts';

interface Words {
  readonly sources: string[];
  readonly grades: string[];
}

const GRADES: Readonly<Record<Language, readonly string[]>> = {
  'zh-CN': ['A 重点', 'B 普通', 'C 一般'],
  en: ['A key', 'B regular', 'C occasional'],
};

const SOURCES: Readonly<Record<Preset, Readonly<Record<Language, readonly string[]>>>> = {
  retail: {
    'zh-CN': ['到店', '老客转介绍', '微信', '抖音', '小红书', '美团/大众点评', '活动促销', '其他'],
    en: ['Walk-in', 'Referral', 'WeChat', 'Social media', 'Review site', 'Promotion', 'Other'],
  },
  catering: {
    'zh-CN': ['到店', '美团/大众点评', '抖音团购', '外卖', '老客转介绍', '微信群', '其他'],
    en: ['Walk-in', 'Review site', 'Group deal', 'Delivery', 'Referral', 'WeChat group', 'Other'],
  },
  beauty: {
    'zh-CN': ['到店', '美团/大众点评', '小红书', '抖音', '老客转介绍', '异业合作', '其他'],
    en: ['Walk-in', 'Review site', 'Social media', 'Referral', 'Partner shop', 'Other'],
  },
  education: {
    'zh-CN': ['家长转介绍', '试听课', '地推', '公众号', '抖音', '学校合作', '其他'],
    en: ['Parent referral', 'Trial class', 'Street promotion', 'WeChat account', 'School partner', 'Other'],
  },
  trade: {
    'zh-CN': ['展会', '阿里巴巴国际站', '独立站', '客户介绍', '领英', '开发信', '其他'],
    en: ['Trade fair', 'B2B marketplace', 'Own website', 'Referral', 'LinkedIn', 'Cold e-mail', 'Other'],
  },
  general: {
    'zh-CN': ['转介绍', '线上咨询', '电话咨询', '上门', '广告', '活动', '其他'],
    en: ['Referral', 'Online enquiry', 'Phone enquiry', 'Walk-in', 'Advertising', 'Event', 'Other'],
  },
};

const STAGES: Readonly<Record<Preset, StageRules>> = {
  retail: { riskDays: 90, lostDays: 180, loyalSales: 5, loyalMonths: 12, words: 'visits' },
  catering: { riskDays: 45, lostDays: 120, loyalSales: 6, loyalMonths: 12, words: 'visits' },
  beauty: { riskDays: 60, lostDays: 150, loyalSales: 6, loyalMonths: 12, words: 'visits' },
  education: { riskDays: 120, lostDays: 270, loyalSales: 3, loyalMonths: 24, words: 'visits' },
  trade: { riskDays: 180, lostDays: 365, loyalSales: 3, loyalMonths: 24, words: 'purchases' },
  general: DEFAULT_STAGE_RULES,
};

/** How long a silence an industry finds worrying, and how many purchases make a regular. */
export function presetStages(preset: Preset): StageRules {
  return STAGES[preset];
}

/** Fresh copies of the preset's lists in the book's language. */
export function presetWords(preset: Preset, language: Language): Words {
  return { sources: [...SOURCES[preset][language]], grades: [...GRADES[language]] };
}
