import { say, word, type Topic } from '../../said.ts';

export const care: Topic = {
  about: say`方案就是几步：比如成为新客后第 1 天致谢、第 7 天问问用得怎么样。到时候先提建议，您点头才变成待办。`,
  parts: [
    {
      title: '开始一个方案',
      steps: [
        say`打开${'tasks.title'}，在上方点${'care.tabs.care'}。`,
        say`点${'care.preset'}选您的行业，或者点${'care.add'}自己写。`,
        say`把方案旁边的开关打开。`,
        say`有客户走到那一步，${'care.proposals'}里会列出来。看一遍，点${word('care.confirm', { count: 3 })}这样的按钮；这次不做的点${'care.decline'}。`,
      ],
      points: [
        say`客户后来不在那个阶段了，会先问您剩下的是${'care.keep'}还是${'care.drop'}。`,
        say`想停，在客户档案里点${'care.pause'}或${'care.stop'}。`,
      ],
    },
    {
      title: '记生日：公历、农历都行',
      steps: [
        say`在客户档案的${'fields.customer.birthday'}里选${'profile.birthday.solar'}或${'profile.birthday.lunar'}，写月和日。年份可以不填，闰月也能选。`,
        say`档案里会写着下次生日是公历哪一天、还有几天。`,
        say`腊月三十、闰月、2 月 29 日不是年年都有：写好后在下面选没有这一天时哪天过。`,
        say`从今天起 7 天里过生日的客户，都在${'today.title'}的${'today.birthday.title'}里。`,
      ],
    },
    {
      title: '快过生日时提醒我',
      steps: [
        say`在${'ui.nav.customers'}点${'customers.filter.add'}，选${'fields.customer.birthday'}和${'customers.filter.ask.next7'}。农历生日按今年是公历哪一天来算。`,
        say`点${'segments.saveAs'}，起个名字，比如“七天内生日”。`,
        say`到${'care.title'}点${'care.add'}，${'care.when'}选${'care.bySegment'}，选刚才那个细分，写一步“送祝福”。`,
        say`打开开关。以后谁快过生日，就会先来问您。`,
      ],
    },
  ],
};
