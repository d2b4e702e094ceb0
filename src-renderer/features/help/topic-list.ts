/** The topics of the help: their order, how their Chinese names sound, and what each leads to. Small: the palette loads it, the texts come later. */
import { texts } from '../../../shared/i18n/index.ts';
import { fitOf, type Named } from '../../lib/fit.ts';
import type { TopicId } from '../../lib/help.ts';
import type { ScreenId } from './screens.ts';

export type TopicGroup = keyof (typeof texts)['zh-CN']['help']['groups'];

export interface TopicInfo extends Named {
  readonly id: TopicId;
  readonly group: TopicGroup;
  readonly screens: readonly ScreenId[];
  /** Other topics worth reading after this one. */
  readonly see: readonly TopicId[];
}

const of = (id: TopicId, group: TopicGroup, sound: string, also: string, screens: readonly ScreenId[], see: readonly TopicId[]): TopicInfo => ({ id, group, sound, also, screens, see });

export const TOPICS: readonly TopicInfo[] = [
  of('start', 'begin', 'cong ling kai shi', '新手 入门 第一次 教程 first begin tutorial new', ['customers', 'backup'], ['import', 'keys', 'backup']),
  of('import', 'begin', 'cong biao ge ban jin lai', '导入 excel csv xlsx 乱码 编码 daoru luanma encoding import', ['transfer'], ['undo', 'fields', 'sales']),
  of('keys', 'begin', 'kuai jie jian he kuai su lu ru', '键盘 录入 粘贴 keyboard shortcuts paste', ['customers'], ['find', 'profile']),
  of('find', 'daily', 'zhao ke hu', '搜索 拼音 筛选 查找 sousuo search filter pinyin', ['customers'], ['segments', 'keys', 'bulk']),
  of('profile', 'daily', 'ke hu dang an gen jin he xia yi bu', '回访 时间线 附件 关系 timeline attachments contact record', ['customers'], ['tasks', 'sales', 'privacy']),
  of('sales', 'daily', 'cheng jiao fen qi he ying shou kuan', '收款 欠款 退货 单号 商品 payment refund owed debt order', ['sales', 'receivables', 'products'], ['grades', 'export', 'import']),
  of('tasks', 'daily', 'dai ban he jin ri', '任务 电话单 todo renwu', ['today', 'tasks'], ['reminders', 'care', 'keys']),
  of('calendar', 'daily', 'ri li', '月 周 日程 手机 calendar month week agenda rili ics', ['calendar', 'tasks'], ['tasks', 'care', 'export']),
  of('visits', 'daily', 'hui fang', '满意度 完成率 没打通 电话 satisfaction calls round huifang manyidu', ['visits', 'tasks'], ['tasks', 'care', 'segments']),
  of('reminders', 'daily', 'ti xing he tong zhi', '重复 闹钟 托盘 开机启动 节假日 调休 remind alarm notification tray autostart repeat holiday', ['reminders', 'remindersSettings'], ['tasks', 'care', 'counter']),
  of('care', 'daily', 'guan huai fang an he sheng ri', '农历 生日 祝福 回访 nongli shengri lunar birthday greeting', ['care', 'tasks'], ['tasks', 'segments', 'grades']),
  of('greetings', 'daily', 'wen hou he li pin', '祝福 拜年 群发 短信 邮件 信 送礼 greet birthday festival sms mail letter present qunfa zhufu songli', ['greetings', 'customers'], ['care', 'segments', 'privacy']),
  of('segments', 'sort', 'xi fen shi tu he kan ban', '分组 名单 看板 分布 shitu kanban board group list', ['segments', 'customers'], ['find', 'care', 'export']),
  of('bulk', 'sort', 'biao qian he pi liang xiu gai', '合并 标签 改很多 tag merge many', ['customers', 'tags'], ['undo', 'segments']),
  of('grades', 'sort', 'ji bie jie duan he gou mai fen qun', '分级 生命周期 流失 预警 rfm VIP dengji liushi lifecycle stage', ['lifecycle', 'grades'], ['care', 'segments', 'sales']),
  of('fields', 'sort', 'zi ji de zi duan he gong shi', '自定义 必填 函数 算法 核对 待审核 custom function required', ['fields'], ['import', 'find']),
  of('export', 'sort', 'dao chu da yin he wu rao', 'excel 电话单 打印 纸 pdf 勿扰 paper quiet', ['transfer', 'customers', 'receivables'], ['privacy', 'segments', 'offline']),
  of('backup', 'safe', 'bei fen fang zai na li', 'U盘 网盘 文件夹 usb stick cloud folder', ['backup', 'checkUp'], ['servers', 'newComputer', 'forgotten']),
  of('servers', 'safe', 'bei fen dao wang pan fu wu qi', '坚果云 webdav s3 阿里云 腾讯云 nextcloud jianguoyun 应用密码 app password', ['backup'], ['backup', 'newComputer', 'offline']),
  of('newComputer', 'safe', 'dian nao diu le huai le huan xin dian nao', '恢复 还原 丢失 被偷 huifu restore lost stolen broken', ['backup', 'data'], ['forgotten', 'backup', 'damaged']),
  of('forgotten', 'safe', 'wang le kou ling', '密码 恢复密钥 忘记 mima password recovery code', ['security', 'checkUp'], ['newComputer', 'people', 'backup']),
  of('damaged', 'safe', 'ke hu bu huai le', '修复 打不开 损坏 xiufu repair broken corrupt', ['data', 'backup'], ['newComputer', 'backup']),
  of('undo', 'safe', 'che xiao hui shou zhan he xiu gai ji lu', '删错 改错 找回 恢复 huishou history bring back', ['bin', 'backup', 'audit'], ['bulk', 'import', 'privacy']),
  of('people', 'careful', 'dian yuan shen fen he you ren li kai', '员工 离职 权限 角色 yuangong lizhi staff rights employee', ['people', 'audit'], ['counter', 'forgotten', 'privacy']),
  of('counter', 'careful', 'pang bian you ren shi', '遮住 锁定 截图 偷看 mask lock screenshot', ['security'], ['people', 'forgotten']),
  of('privacy', 'careful', 'ke hu yao kan yao gai yao shan', '个人信息保护法 彻底删除 同意 告知 隐私 法律 erase law gdpr pipl consent notice', ['customers', 'audit'], ['export', 'offline', 'undo']),
  of('offline', 'careful', 'shen me dou bu hui fa chu qu', '联网 上传 隐私 网络 network telemetry upload internet', ['backup', 'checkUp'], ['servers', 'export']),
  of('books', 'more', 'ji ben ke hu bu', '分店 账套 搬家 移动 branch move switch another', ['customers', 'data'], ['undo', 'backup']),
  of('cli', 'more', 'ming ling xing', '脚本 自动 终端 terminal script json', [], ['offline', 'backup']),
];

/** How well a topic's name fits what is typed; 0: not at all. */
export function topicFit(topic: TopicInfo, typed: string): number {
  return fitOf(topic, [texts['zh-CN'].help.topics[topic.id], texts.en.help.topics[topic.id]], typed);
}

export const topicOf = (id: TopicId): TopicInfo => {
  const found = TOPICS.find((topic) => topic.id === id);
  if (found === undefined) throw new Error(`no topic ${id}`);
  return found;
};
