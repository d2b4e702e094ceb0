import { say, type Topic } from '../../said.ts';

export const grades: Topic = {
  about: say`级别说客户有多重要，阶段说他走到哪一步，购买分群说他买得近不近、勤不勤、多不多。三样都会告诉您为什么。`,
  parts: [
    {
      title: '级别：按规则自动定',
      steps: [
        say`在设置里打开${'lifecycle.settings.title'}，打开${'lifecycle.settings.enabled'}。`,
        say`点${'lifecycle.settings.suggest'}，或点${'lifecycle.settings.add'}自己写：消费满多少、成交满几次、最近一次在几天内。`,
        say`从上往下，先符合哪一条就是哪一级。点${'lifecycle.settings.preview'}看看谁会换级别。`,
        say`放心了，点${'lifecycle.settings.apply'}。`,
      ],
      points: [say`想给某一位例外：点档案上的级别，点${'lifecycle.why.setByHand'}，写上理由，规则就不再动他。改回来点${'lifecycle.why.byRule'}。`],
    },
    {
      title: '阶段：由成交得出',
      points: [
        say`还没成交是${'lifecycle.words.visits.lead'}，第一次是${'lifecycle.words.visits.new'}，再来是${'lifecycle.words.visits.active'}，来得勤是${'lifecycle.words.visits.loyal'}，久没来是${'lifecycle.words.visits.atRisk'}，更久是${'lifecycle.words.visits.lost'}。几天、几次都能改。`,
        say`点档案上的阶段，会说明为什么，也会说哪天起会变。要固定住，点${'lifecycle.why.lock'}。`,
        say`${'lifecycle.nav'}那一页看每个月谁从哪里到了哪里；点数字，就是那些人。`,
      ],
    },
    {
      title: '购买分群（RFM）',
      points: [
        say`按最近一次成交、次数、金额，把买过的客户分成八群。界线在${'lifecycle.settings.title'}里改，退货会从金额里减去。`,
        say`列表可以按${'fields.customer.rfm'}筛选和分组，比如只看该挽留的那一群。`,
      ],
    },
  ],
};
