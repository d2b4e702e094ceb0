/** What the Chinese practice book is made of: a neighbourhood tea and gift shop. Names and numbers are invented. */
import type { SampleWords } from './sample-words.ts';

export const zh: SampleWords = {
  surnames: [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎'],
  rareSurnames: ['欧阳', '单', '解', '仇', '查', '尉迟', '诸葛', '上官'],
  given: {
    female: ['芳', '秀英', '敏', '静', '丽', '婷', '雪梅', '桂兰', '玉华', '晓燕', '思琪', '雨桐', '欣怡', '佳慧', '梦洁', '海燕', '淑珍', '红', '艳', '娜'],
    male: ['伟', '强', '磊', '军', '勇', '建国', '志强', '浩然', '子轩', '宇航', '建华', '国平', '明', '斌', '俊杰', '文博', '天宇', '海涛', '小龙', '波'],
  },
  companies: ['远山茶业', '晨光文具店', '福满楼酒家', '锦绣婚庆', '海蓝贸易', '安居物业', '绿野农场', '星辰幼儿园', '同心诊所', '万利装饰', '春晖养老院', '金穗粮油'],
  companySuffixes: ['有限公司', '', '（分店）'],
  areas: ['朝阳区建国路', '海淀区学院路', '徐汇区漕溪路', '天河区体育西路', '武侯区人民南路', '鼓楼区中山路'],
  cities: ['北京市', '北京市', '上海市', '广州市', '成都市', '南京市'],
  titles: ['店长', '采购', '行政', '老板', '财务', '经理'],
  items: ['龙井茶 2 两', '普洱茶饼', '茉莉花茶', '茶具套装', '中秋月饼礼盒', '坚果礼盒', '铁观音 1 斤', '白茶饼', '端午粽子礼盒', '紫砂壶', '陈皮 250 克', '年货大礼包'],
  followUps: [
    '问了新茶什么时候到，想要明前的。',
    '上次买的普洱说好喝，准备给父母再带一饼。',
    '微信发了中秋礼盒的图，说商量一下再定。',
    '说包装有一点压坏了，已经答应补一份小样。',
    '公司年底要送客户，大概要三十份，下周报价。',
    '约了周末到店品茶。',
    '说最近睡眠不好，推荐了陈皮白茶。',
    '没接电话，改天再打。',
  ],
  notes: ['不喝绿茶，胃寒', '爱聊孩子，女儿今年高考', '只要不加糖的', '送货请放门卫', '喜欢老白茶，懂行', '付款爽快', '生日送过茶杯', null, null, null, null, null],
  tags: [
    { name: '老客户', groupName: '关系', color: 'teal' },
    { name: '团购', groupName: '需求', color: 'amber' },
    { name: '送礼', groupName: '需求', color: 'rose' },
    { name: '懂茶', groupName: '偏好', color: 'green' },
    { name: '要发票', groupName: '其他', color: 'slate' },
  ],
  sources: ['到店', '老客转介绍', '微信', '抖音', '小红书', '美团/大众点评', '活动促销'],
  grades: ['A 重点', 'B 普通', 'C 一般'],
  landline: (digits) => `010-${digits}`,
  currency: 'CNY',
  fullName: (surname, given) => surname + given,
  phone: (digits) => `13${digits}`,
};
