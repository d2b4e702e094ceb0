/** Headings of an exported file: words that our own import knows, so that a file can come back. */
import type { Language } from '../../../../shared/modules/words.ts';

const zh: Readonly<Record<string, string>> = {
  name: '姓名',
  pinyin: '拼音',
  kind: '客户类型',
  code: '客户编号',
  phones: '手机',
  wechats: '微信',
  emails: '邮箱',
  company: '公司',
  title: '职务',
  addresses: '地址',
  gender: '性别',
  birthday: '生日',
  grade: '等级',
  stage: '生命周期阶段',
  source: '来源',
  tags: '标签',
  notes: '备注',
  preferences: '偏好',
  painPoints: '痛点与顾虑',
  preferredMethod: '首选联系方式',
  preferredTime: '合适时段',
  doNotContact: '勿扰',
  starred: '重点客户',
  verifiedOn: '上次核对日',
  createdAt: '建档日期',
  updatedAt: '最近修改',
};
const en: Readonly<Record<string, string>> = {
  name: 'Name',
  pinyin: 'Pinyin',
  kind: 'Customer type',
  code: 'Customer ID',
  phones: 'Phone',
  wechats: 'WeChat',
  emails: 'Email',
  company: 'Company',
  title: 'Job title',
  addresses: 'Address',
  gender: 'Gender',
  birthday: 'Birthday',
  grade: 'Grade',
  stage: 'Lifecycle stage',
  source: 'Source',
  tags: 'Tags',
  notes: 'Notes',
  preferences: 'Likes',
  painPoints: 'Concerns',
  preferredMethod: 'Preferred channel',
  preferredTime: 'Good time',
  doNotContact: 'Do not disturb',
  starred: 'Important',
  verifiedOn: 'Last checked',
  createdAt: 'Created',
  updatedAt: 'Last changed',
};

/** Heading of each field. */
export function fieldHeadings(language: Language): Readonly<Record<string, string>> {
  return language === 'zh-CN' ? zh : en;
}
