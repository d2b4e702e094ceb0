/** Everything the palette can do, with the sounds of the Chinese names, so that `dr` and `daoru` find 导入 on any keyboard. */
import type { MethodName } from '../../../shared/contract/index.ts';
import type { Named } from '../../lib/fit.ts';
import type { TextKey } from '../../lib/i18n.ts';

export type CommandGroup = 'actions' | 'screens' | 'settings';

export interface CommandInfo extends Named {
  readonly id: CommandId;
  readonly group: CommandGroup;
  readonly keys?: string;
}

export const COMMAND_IDS = [
  'newCustomer', 'followUp', 'newTask', 'newReminder', 'newSale', 'payment', 'import', 'export', 'exportPerson', 'move', 'undo', 'redo', 'backup', 'restore', 'check', 'lock', 'switchBook', 'keys', 'help',
  'today', 'customers', 'sales', 'receivables', 'products', 'segments', 'lifecycle', 'tasks', 'reminders', 'visits', 'calendar', 'care', 'greetings', 'greet', 'review', 'bin', 'sources', 'transfer', 'backups', 'checkUp', 'audit', 'settings',
  'fields', 'grades', 'light', 'dark', 'contrast', 'system', 'chinese', 'english', 'larger', 'smaller', 'passphrase', 'recovery', 'autoLock', 'words', 'tags', 'numbers', 'people',
] as const; // prettier-ignore
export type CommandId = (typeof COMMAND_IDS)[number];

const of = (id: CommandId, group: CommandGroup, sound: string, also: string, keys?: string): CommandInfo => ({
  id,
  group,
  sound,
  also,
  ...(keys !== undefined && { keys }),
});

export const commands: readonly CommandInfo[] = [
  of('newCustomer', 'actions', 'tian jia ke hu', '新建 新增 录入 new add create customer xinjian xinzeng', 'n'),
  of('followUp', 'actions', 'ji yi tiao gen jin', '回访 拜访 记录 genjin huifang call visit note contact'),
  of('newTask', 'actions', 'jia yi tiao dai ban', '任务 事项 todo task renwu'),
  of('newReminder', 'actions', 'xin jian ti xing', '提醒我 闹钟 定时 重复 remind reminder alarm tixing'),
  of('newSale', 'actions', 'ji yi bi cheng jiao', '销售 开单 卖 收银 订单 xiaoshou kaidan sell order invoice purchase'),
  of('payment', 'actions', 'ji yi bi shou kuan', '回款 收钱 huikuan paid money receive'),
  of('import', 'actions', 'dao ru biao ge', 'excel xlsx csv 表格 upload 搬家'),
  of('export', 'actions', 'dao chu ke hu', 'excel xlsx csv download save'),
  of('exportPerson', 'actions', 'dao chu zhe wei ke hu de quan bu zi liao', '此人 隐私 个人资料 查阅 privacy personal data access request zip'),
  of('move', 'actions', 'yi dao ling yi ben ke hu bu', '复制到 搬家 转移 迁移 分店 transfer copy another book branch'),
  of('undo', 'actions', 'che xiao', '后悔 back', 'mod+z'),
  of('redo', 'actions', 'chong zuo', 'again', 'mod+shift+z'),
  of('backup', 'actions', 'bei fen', 'save copy 保存'),
  of('restore', 'actions', 'cong bei fen hui fu', '还原 recover huanyuan'),
  of('check', 'actions', 'jian cha shu ju', '体检 verify tijian'),
  of('lock', 'actions', 'suo ding', '退出 离开 quit exit sign out', 'mod+l'),
  of('switchBook', 'actions', 'huan yi ben ke hu bu', '切换 账套 分店 qiehuan change open another'),
  of('keys', 'actions', 'kuai jie jian', 'shortcuts', '?'),
  of('help', 'actions', 'bang zhu', '说明 怎么用 手册 manual guide how shuoming shouce', 'f1'),
  of('today', 'screens', 'jin ri', '今天 首页 今日 home start today jintian'),
  of('customers', 'screens', 'ke hu', '列表 list'),
  of('sales', 'screens', 'cheng jiao', '销售 订单 xiaoshou orders'),
  of('receivables', 'screens', 'ying shou kuan', '欠款 账龄 赊账 qiankuan owed debts overdue'),
  of('products', 'screens', 'shang pin', '价目表 货品 服务 jiamubiao price list items'),
  of('segments', 'screens', 'xi fen', '分组 名单 人群 筛选 group list filter fenzu mingdan'),
  of('lifecycle', 'screens', 'sheng ming zhou qi', '阶段 流失 预警 活跃 stages lost at risk matrix jieduan liushi yujing'),
  of('tasks', 'screens', 'dai ban', '任务 今天 逾期 todo list renwu'),
  of('reminders', 'screens', 'ti xing', '定时 重复 闹钟 remind alarm tixing'),
  of('visits', 'screens', 'hui fang', '满意度 回访计划 电话回访 完成率 return visits satisfaction calls round huifang manyidu'),
  of('calendar', 'screens', 'ri li', '月 周 日程 农历 month week agenda rili nongli'),
  of('care', 'screens', 'guan huai fang an', '建议 模板 care proposals templates jianyi'),
  of('greetings', 'screens', 'wen hou mu ban', '祝福 贺词 话术 群发 greeting templates texts zhufu qunfa'),
  of('greet', 'actions', 'fa wen hou', '群发 祝福 生日 节日 拜年 短信 邮件 greet bulk message sms email birthday qunfa zhufu'),
  of('review', 'screens', 'dai shen he', '看着不对 错误 核对 确认 wrong check confirm suspicious shenhe'),
  of('bin', 'screens', 'hui shou zhan', '删除 trash deleted'),
  of('sources', 'screens', 'lai yuan fen xi', '渠道 转介绍 广告 channels where from referral revenue laiyuan qudao'),
  of('transfer', 'screens', 'dao ru dao chu', '记录 past imports'),
  of('backups', 'screens', 'bei fen fang zai na li', 'U盘 网盘 恢复 安全 usb cloud copies places upan wangpan'),
  of('checkUp', 'screens', 'an quan ti jian', '检查 恢复密钥 口令 演练 drill safety security tijian'),
  of('audit', 'screens', 'cao zuo ji lu', '日志 谁 审计 log who did what history rizhi'),
  of('settings', 'screens', 'she zhi', '选项 preferences options'),
  of('fields', 'settings', 'zi duan yu gui fan', '自定义字段 必填 核对 公式 custom fields rules formula ziduan'),
  of('grades', 'settings', 'fen ji he sheng ming zhou qi gui ze', '级别 规则 等级 VIP grades rules dengji guize'),
  of('light', 'settings', 'qian se zhu ti', '白天 theme day'),
  of('dark', 'settings', 'shen se zhu ti', '夜间 暗色 theme night'),
  of('contrast', 'settings', 'gao dui bi zhu ti', 'theme accessibility'),
  of('system', 'settings', 'zhu ti gen sui xi tong', 'theme auto'),
  of('chinese', 'settings', 'qie huan dao zhong wen', '语言 language chinese zhongwen'),
  of('english', 'settings', 'ying wen', '英文 语言 language yingyu'),
  of('larger', 'settings', 'zi da yi dian', '字号 放大 font zoom bigger'),
  of('smaller', 'settings', 'zi xiao yi dian', '字号 缩小 font zoom'),
  of('passphrase', 'settings', 'geng huan kou ling', '密码 password mima'),
  of('recovery', 'settings', 'huan hui fu mi yao', '密钥 code key'),
  of('autoLock', 'settings', 'zi dong suo ding', '安全 security idle'),
  of('tags', 'settings', 'guan li biao qian', '合并 改名 颜色 merge rename colour label'),
  of('numbers', 'settings', 'ke hu zi dong bian hao', '编号 流水号 会员号 number code id bianhao'),
  of('people', 'settings', 'ren yuan he quan xian', '店员 员工 角色 权限 口令 staff roles rights employees users yuangong dianyuan'),
  of('words', 'settings', 'ke hu lai yuan yu ji bie', '分级 来源 lists'),
];

/** What must be allowed for a command to be of use. */
const NEEDS: Partial<Record<CommandId, MethodName>> = {
  newCustomer: 'customers.create', followUp: 'followUps.create', newTask: 'tasks.create', newReminder: 'reminders.create', newSale: 'sales.create', payment: 'payments.create', import: 'import.start', export: 'export.start',
  exportPerson: 'privacy.exportPerson', move: 'moving.start', undo: 'undo.undo', redo: 'undo.redo', backup: 'backup.create', check: 'data.check', sales: 'sales.list', receivables: 'receivables.list',
  lifecycle: 'lifecycle.month', care: 'care.proposals', greet: 'greetings.preview', bin: 'customers.restore', sources: 'sales.bySource', backups: 'backup.places', checkUp: 'checkUp.get', audit: 'audit.list',
  fields: 'fields.create', grades: 'grades.rules', recovery: 'session.reissueRecovery', autoLock: 'settings.set', words: 'settings.set', tags: 'tags.update', numbers: 'numbering.set', people: 'people.create',
}; // prettier-ignore

/** True when nothing the command needs is among the methods that are refused. */
export const isOffered = (id: CommandId, denied: readonly string[]): boolean => {
  const method = NEEDS[id];
  return method === undefined || !denied.includes(method);
};

/** The label of a command, as a key of the texts. */
export function commandKey(id: CommandId): TextKey {
  return `palette.commands.${id}`;
}
