import { say, word, type Topic } from '../../said.ts';

export const greetings: Topic = {
  about: say`写一条问候，给每位客户都换成自己的称呼和店名。程序什么也不发：您复制、打开短信或邮件，或者打印出来，再记一笔“联系过”。`,
  parts: [
    {
      title: '准备模板',
      steps: [
        say`打开${'tasks.title'}，在上方点${'care.tabs.greetings'}。`,
        say`点${'greetings.ready'}，生日、春节、端午、中秋、回访、催款都有现成的话；也可以点${'greetings.add'}自己写。`,
        say`写的时候点下面的${'care.fields.call'}、${'care.fields.book'}这样的按钮放进去，下方就是一位真客户会收到的样子。`,
      ],
    },
    {
      title: '给很多客户发',
      steps: [
        say`在${'ui.nav.customers'}里勾好客户，点${'greetings.use'}；或者在${'today.title'}的生日、节日旁边点，细分的菜单里也有。`,
        say`选${'greetings.which'}，左边列出每位客户会收到的内容。缺资料的标了出来：点${word('greetings.missing', { count: 3, field: '公司' })}只看这些，在右边补上。`,
        say`按 C 复制，到微信里粘贴；或者点${'greetings.sms'}、${'greetings.mail'}。`,
        say`按 M ${'greetings.contactedNext'}。联系方式和内容会记进这位客户的跟进。`,
        say`都发好了再一起记也行：点${word('greetings.markAll', { count: 8 })}，一步就能撤销。`,
      ],
      points: [
        say`不希望被打扰、不接收推广、撤回了同意的，都在${'greetings.tabs.out'}里，写着原因。真要发，点${'greetings.take'}。`,
        say`有空缺的内容不能复制，也不会打印，免得把花括号发给客户。`,
        say`${'greetings.print'}可以每位一页 A4 信，也可以打成一张清单。`,
      ],
    },
    {
      title: '记礼品',
      steps: [
        say`在客户档案的${'gifts.title'}里点${'gifts.add'}，写上送了什么、日期、场合和花费。`,
        say`每年花了多少会自动加好，往来记录里也看得到；撤销和历史和别的资料一样。`,
      ],
    },
  ],
};
