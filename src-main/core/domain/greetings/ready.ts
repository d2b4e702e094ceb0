/** Ready-made texts to greet with. The owner edits them; they are words to begin with. */
import type { Festival } from '../../../../shared/kernel/festivals.ts';
import type { Greeting, Occasion } from '../../../../shared/modules/greetings.ts';
import type { Language } from '../../../../shared/modules/words.ts';

type Body = Omit<Greeting, 'id' | 'seq'>;
type Line = readonly [name: string, occasion: Occasion, body: string, festival?: Festival];

const ZH: readonly Line[] = [
  ['生日祝福', 'birthday', '{称呼}，生日快乐！{店名}全体祝您身体健康、事事顺心。给您留了一份小礼物，什么时候路过来拿就好。'],
  ['生日祝福（短）', 'birthday', '{称呼}生日快乐！愿您新的一岁平安喜乐，万事如意。——{店名}'],
  ['元旦问候', 'festival', '{称呼}您好，元旦快乐！过去一年谢谢您关照，新的一年祝您和家人平安健康。——{店名}', 'newYear'],
  ['春节拜年', 'festival', '{称呼}，{店名}给您拜年啦！祝您和家人新春快乐，身体健康，阖家幸福，万事顺意！', 'chunjie'],
  ['除夕问候', 'festival', '{称呼}，今天除夕，{店名}提前祝您和家人团团圆圆、年年有余。明年我们接着为您服务！', 'chuxi'],
  ['元宵问候', 'festival', '{称呼}，元宵节快乐！汤圆圆圆，祝您一家和和美美，这一年顺顺当当。——{店名}', 'yuanxiao'],
  ['妇女节问候', 'festival', '{称呼}，节日快乐！愿您每天都有好心情，做自己喜欢的事。——{店名}', 'womensDay'],
  ['端午问候', 'festival', '{称呼}，端午安康！天热了，多注意身体。有空来{店名}坐坐。', 'duanwu'],
  ['七夕问候', 'festival', '{称呼}，七夕快乐！愿您和心上人常相伴，日子甜甜蜜蜜。——{店名}', 'qixi'],
  ['教师节问候', 'festival', '{姓名}老师，教师节快乐！谢谢您的辛苦付出，祝您桃李满园、身体健康。——{店名}', 'teachersDay'],
  ['中秋问候', 'festival', '{称呼}，中秋快乐！月圆人团圆，祝您阖家幸福安康。——{店名}', 'zhongqiu'],
  ['国庆问候', 'festival', '{称呼}，国庆快乐！假期出行注意安全，玩得开心。——{店名}', 'nationalDay'],
  ['重阳问候', 'festival', '{称呼}，重阳节到了，祝您身体硬朗、笑口常开，也祝家里老人健康长寿。——{店名}', 'chongyang'],
  ['节日问候（通用）', 'festival', '{称呼}，{节日}快乐！{店名}祝您和家人平安健康、事事顺心。'],
  ['纪念日祝福', 'anniversary', '{称呼}，今天是个值得记住的日子，{店名}祝福您！愿往后的每一年都这样好。'],
  ['使用回访', 'visit', '{称呼}您好，我是{店名}。上次您{最近成交}来过，用得还满意吗？有什么不合适的，直接跟我说，我来处理。'],
  ['好久不见', 'visit', '{称呼}您好，好久没见您了，最近都好吗？店里新到了几样东西，想着您可能喜欢，有空来看看。——{店名}'],
  ['提醒付款（客气）', 'payment', '{称呼}您好，打扰了。上次那笔款快到约定的日子了，您看这几天方便安排一下吗？要是已经付了，就不用理会这条消息，谢谢您！——{店名}'],
  ['再次提醒付款', 'payment', '{称呼}您好，之前那笔款还没收到，可能您一时忙忘了。要是有什么不方便，告诉我一声，我们商量着来。谢谢！——{店名}'],
];

const EN: readonly Line[] = [
  ['Happy birthday', 'birthday', 'Happy birthday, {salutation}! All of us at {shop} wish you good health and a wonderful year. A small gift is waiting for you; pick it up whenever you pass by.'],
  ['Happy birthday (short)', 'birthday', 'Happy birthday, {salutation}! Have a lovely day. {shop}'],
  ["New Year's Day", 'festival', 'Happy New Year, {salutation}! Thank you for your custom last year. We wish you and your family all the best for this one. {shop}', 'newYear'],
  ['Chinese New Year', 'festival', 'Happy Chinese New Year, {salutation}! {shop} wishes you and your family health, joy and good fortune.', 'chunjie'],
  ['Lantern Festival', 'festival', 'Happy Lantern Festival, {salutation}! May the year be bright and full for you and your family. {shop}', 'yuanxiao'],
  ['Dragon Boat Festival', 'festival', 'Happy Dragon Boat Festival, {salutation}! Drop in at {shop} when you have a moment.', 'duanwu'],
  ['Qixi', 'festival', 'Happy Qixi, {salutation}! We wish you a sweet day with the one you love. {shop}', 'qixi'],
  ["Mother's Day", 'festival', "Happy Mother's Day, {salutation}! Have a restful day; you have earned it. {shop}", 'mothersDay'],
  ["Teachers' Day", 'festival', "Happy Teachers' Day, {salutation}! Thank you for all you do. {shop}", 'teachersDay'],
  ['Mid-Autumn Festival', 'festival', 'Happy Mid-Autumn Festival, {salutation}! May the moon find you and your family together. {shop}', 'zhongqiu'],
  ['Thanksgiving', 'festival', 'Happy Thanksgiving, {salutation}! We are grateful for customers like you. {shop}', 'thanksgiving'],
  ['Christmas', 'festival', 'Merry Christmas, {salutation}! We wish you peaceful days and a good start into the new year. {shop}', 'christmas'],
  ['Season’s greeting (any)', 'festival', '{salutation}, {shop} sends you warm wishes for {festival}. All the best to you and your family!'],
  ['Anniversary', 'anniversary', 'Dear {salutation}, today is a day to remember. {shop} wishes you many more happy years.'],
  ['How did it work out?', 'visit', 'Hello {salutation}, this is {shop}. You were here on {last purchase}: is everything to your liking? If anything is wrong, tell me and I will see to it.'],
  ['Long time no see', 'visit', 'Hello {salutation}, we have not seen you for a while. Is all well? A few new things have come in that I think you will like. {shop}'],
  ['Payment reminder (gentle)', 'payment', 'Hello {salutation}, a small reminder: the payment we agreed on is due soon. Could you arrange it in the next few days? If it is already on its way, please ignore this note. Thank you! {shop}'],
  ['Payment reminder (second)', 'payment', 'Hello {salutation}, the payment has not reached us yet; perhaps it slipped through. If anything is in the way, let me know and we will find a solution. Thank you! {shop}'],
];

/** All of them, in the language of the book. */
export function readyGreetings(language: Language): readonly Body[] {
  return (language === 'en' ? EN : ZH).map(([name, occasion, body, festival = null]) => ({ name, occasion, festival, body }));
}
