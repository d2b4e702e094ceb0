/**
 * Seeded, repeatable customers: 75 % Chinese, 25 % English names, surnames as unequal as
 * in life, 22 columns of which 8 belong to no field, 5 % of them damaged duplicates of
 * earlier rows. No real person's data.
 */
import { namePinyin } from '../../src-main/core/kernel/pinyin.ts';
import type { CustomerRow } from '../../src-main/core/derived/row.ts';

const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝';
const GIVEN = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国志文海波鹏辉斌宇浩轩子涵欣怡梓博雨泽佳琪思远晨曦嘉豪俊凯诗婷雪梅晓东春燕飞翔龙天佑一诺若溪可馨慧琳雅楠少阳振家荣美云凤琴莉萍光庆林生成永德福贵彩珍淑萱瑶依然紫睿哲铭毅恒安宁康乐瑞祥';
const CITIES = ['上海', '北京', '深圳', '广州', '杭州', '成都', '武汉', '南京', '苏州', '重庆', '西安', '天津', '长沙', '青岛', '厦门', '宁波', '郑州', '合肥', '福州', '昆明'];
const ROADS = '人民中山解放建设和平新华文化长江黄河东风胜利光明朝阳滨江湖滨学院科技创业';
const WORDS = '华腾新时代恒信宏达鼎盛瑞丰金源博雅嘉禾中泰联创天成东方远景卓越星辰海纳百川德润福满堂锦绣河山聚力万佳通程顺捷';
const TRADES = ['科技', '贸易', '餐饮管理', '服饰', '电子', '建材', '物流', '文化传媒', '信息技术', '食品', '医疗器械', '教育咨询', '美容美发', '农业发展', '机械设备'];
const FIRST = ['James', 'Mary', 'John', 'Hannah', 'Robert', 'Linda', 'Michael', 'Joanna', 'David', 'Susan', 'Ann', 'Peter', 'Paul', 'Grace', 'Emily', 'Oliver', 'Sophia', 'Lucas', 'Amelia', 'Noah', 'Chloe', 'Ethan', 'Isabella', 'Mason', 'Zoe', 'Logan', 'Nora', 'Caleb', 'Ruby', 'Victor'];
const LAST = ['Smith', 'Johnson', 'Williams', 'Brown', 'Jones', 'Miller', 'Davis', 'Wilson', 'Anderson', 'Taylor', 'Thomas', 'Moore', 'Martin', 'Lee', 'Clark', 'Lewis', 'Walker', 'Hall', 'Young', 'King', 'Wright', 'Scott', 'Green', 'Baker', 'Adams', 'Nelson', 'Carter', 'Mitchell', 'Roberts', 'Turner'];
const DOMAINS = ['qq.com', '163.com', 'gmail.com', '126.com', 'outlook.com', 'foxmail.com', 'sina.com'];
const TITLES = ['经理', '采购', '老板', '店长', '会计', '总监', '工程师', '教师', '护士', '设计师'];
const SOURCES = ['门店', '转介绍', '抖音', '小红书', '大众点评', '展会', '电话', '官网'];
const TAGS = ['VIP', '批发', '零售', '老客户', '潜在', '流失', '母婴', '企业采购'];
const NOTES = ['喜欢靠窗的位子', '要开发票', '送货上门', '周末联系', '老客户介绍来的', '对海鲜过敏', '价格敏感', '节日送礼'];
const STORES = ['一店', '二店', '三店', '旗舰店', '机场店'];
const GUIDES = ['小陈', '小李', '阿芳', '阿明', '大刘', '小周'];
const LIKES = ['茶', '咖啡', '红酒', '运动', '旅行', '摄影', '读书'];

/** Headings of the CSV: 14 that map to fields and 8 that do not. */
export const HEADINGS = [
  '客户编号', '姓名', '性别', '手机', '微信', '邮箱', '公司', '职位', '地址', '生日', '来源', '等级', '标签', '备注',
  '会员卡号', '消费总额', '积分', '上次到店', '门店', '导购', '偏好', '余额',
] as const; // prettier-ignore
export const CUSTOM = HEADINGS.slice(14);

/** Mulberry32: small, fast, the same everywhere. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Generator {
  /** The cells of the next row, in the order of `HEADINGS`. */
  next(): string[];
  readonly random: () => number;
}

/** Rows 0, 1, 2 … of the set with this seed. */
export function createGenerator(seed = 20261122): Generator {
  const random = createRandom(seed);
  const below = (n: number) => Math.floor(random() * n);
  const pick = <T>(list: ArrayLike<T>): T => list[below(list.length)]!;
  /** The first of the list far more often than the last. */
  const often = (text: string) => text.charAt(Math.floor(random() ** 2.2 * text.length));
  const two = (n: number) => String(n).padStart(2, '0');
  let row = 0;
  const recent: string[][] = [];

  const fresh = (): string[] => {
    const chinese = random() < 0.75;
    const name = chinese ? often(SURNAMES) + often(GIVEN) + (random() < 0.72 ? often(GIVEN) : '') : `${pick(FIRST)} ${pick(LAST)}`;
    const latin = namePinyin(name).full.replaceAll(' ', '');
    const city = pick(CITIES);
    const company = chinese
      ? `${city}${pick(WORDS)}${pick(WORDS)}${random() < 0.6 ? pick(WORDS) : ''}${pick(TRADES)}有限公司`
      : `${pick(LAST)} ${pick(['Trading', 'Foods', 'Tech', 'Design', 'Logistics'])} Ltd`;
    return [
      `C${String(row).padStart(7, '0')}`,
      name,
      random() < 0.9 ? pick(['男', '女']) : '',
      `1${pick('35789')}${String(below(1e9)).padStart(9, '0')}`,
      random() < 0.5 ? `${latin.slice(0, 6)}_${below(1e6).toString(36)}` : '',
      random() < 0.6 ? `${latin}${below(9999)}@${pick(DOMAINS)}` : '',
      random() < 0.7 ? company : '',
      random() < 0.5 ? pick(TITLES) : '',
      random() < 0.6 ? `${city}市${pick(ROADS)}${pick(ROADS)}路${below(999) + 1}号${below(30) + 1}室` : '',
      random() < 0.6 ? `${1950 + below(55)}-${two(1 + below(12))}-${two(1 + below(28))}` : '',
      pick(SOURCES),
      pick('AABBBCCCCD'),
      random() < 0.4 ? pick(TAGS) : '',
      random() < 0.3 ? pick(NOTES) : '',
      String(800000000 + row),
      (random() ** 3 * 50_000).toFixed(2),
      String(below(20_000)),
      `202${3 + below(4)}-${two(1 + below(12))}-${two(1 + below(28))}`,
      pick(STORES),
      pick(GUIDES),
      random() < 0.5 ? pick(LIKES) : '',
      String(below(500)),
    ];
  };
  const damaged = (of: readonly string[]): string[] => {
    const copy = [...of];
    copy[0] = `C${String(row).padStart(7, '0')}`;
    const kind = below(4);
    if (kind === 0) copy[3] = `${copy[3]!.slice(0, 3)} ${copy[3]!.slice(3, 7)} ${copy[3]!.slice(7)}`;
    else if (kind === 1) copy[1] = copy[1]!.length > 2 ? copy[1]!.slice(0, -1) + often(GIVEN) : copy[1]!;
    else if (kind === 2) copy[6] = copy[6]!.replace('有限公司', '公司');
    else copy[5] = copy[5]!.replace('@', '1@');
    return copy;
  };
  return {
    random,
    next() {
      const cells = recent.length > 100 && random() < 0.05 ? damaged(pick(recent)) : fresh();
      if (recent.length < 5000) recent.push(cells);
      else recent[below(5000)] = cells;
      row++;
      return cells;
    },
  };
}

/** One CSV line; only cells that need quotes get them. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((c) => (/[",\n]/.test(c) ? `"${c.replaceAll('"', '""')}"` : c)).join(',')}\r\n`;
}

/** Device number of generated ids. */
export const DEVICE = 7;

/** The row as the book stores it; `n` is its number from 0. */
export function storedRow(cells: readonly string[], n: number, now = 1_764_000_000_000): CustomerRow {
  const contact = (value: string) => (value === '' ? null : JSON.stringify([{ value }]));
  const extra: Record<string, string> = {};
  CUSTOM.forEach((heading, i) => {
    const value = cells[14 + i]!;
    if (value !== '') extra[heading] = value;
  });
  const tag = TAGS.indexOf(cells[12]!);
  return {
    id: DEVICE * 2 ** 32 + n + 1,
    kind: 'individual',
    name: cells[1]!,
    pinyin: namePinyin(cells[1]!).full,
    familyName: null,
    givenName: null,
    code: cells[0]!,
    phones: contact(cells[3]!.replaceAll(' ', '')),
    wechats: contact(cells[4]!),
    emails: contact(cells[5]!),
    company: cells[6] || null,
    title: cells[7] || null,
    addresses: contact(cells[8]!),
    gender: cells[2] === '男' ? 'male' : cells[2] === '女' ? 'female' : null,
    birthday: cells[9] ? `S${cells[9]}` : null,
    grade: cells[11] || null,
    source: cells[10] || null,
    tags: tag < 0 ? null : JSON.stringify([DEVICE * 2 ** 32 + 900_000_000 + tag]),
    notes: cells[13] || null,
    preferences: null,
    painPoints: null,
    preferredMethod: null,
    preferredTime: null,
    doNotContact: null,
    starred: null,
    extra: JSON.stringify(extra),
    custom: null,
    verifiedOn: null,
    createdAt: now + n,
    updatedAt: now + n,
    deletedAt: null,
    deletedKind: null,
  };
}
