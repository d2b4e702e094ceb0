import { keys, say, word, type Topic } from '../../said.ts';

export const sales: Topic = {
  about: say`谁买了什么、付了多少、还欠多少，一笔一笔都清楚。不同币种从不混在一起加。`,
  parts: [
    {
      title: '记一笔成交',
      steps: [
        say`在${'sales.title'}那一页按${keys('n')}，或者点${'sales.add'}。`,
        say`选客户，打商品名的拼音首字母选商品。价目表里没有的，点${word('sales.form.create', { text: '龙井' })}这样的一行，当场就建好。`,
        say`选${'sales.form.paidAll'}、${'sales.form.paidPart'}还是${'sales.form.paidNone'}。没收齐的，写上${'sales.form.due'}。`,
        say`点${'ui.actions.save'}。`,
      ],
    },
    {
      title: '分期收',
      steps: [
        say`没收齐时，把${'sales.plan.how'}选成${'sales.plan.parts'}。`,
        say`写${'sales.plan.count'}、${'sales.plan.first'}和${'sales.plan.every'}，每一期的日子和金额都能再改。`,
        say`选${'sales.plan.remind'}。快到时，这一期会出现在${'today.title'}的${'today.money'}里。`,
      ],
    },
    {
      title: '收款和对账',
      points: [
        say`客户来付钱：在${'sales.receivables.title'}那一页按${keys('n')}，或在那一笔里点${'sales.detail.pay'}。先到期的先冲抵，多出来的记作预收款。`,
        say`${'sales.receivables.title'}按过期多久分开看，点${'outputs.save'}存成表格。`,
        say`结清的成交会锁住，防改错；真要改，先点${'sales.detail.unlock'}。客户退货，点${'sales.detail.refund'}。`,
        say`收外币的，在设置的${'settings.sections.rates'}里记下汇率，才会折合成一个总数。`,
      ],
    },
    {
      title: '以前的账搬进来',
      points: [
        say`在${'sales.title'}点${'sales.more'}，再点${'saleImport.start'}。一行一笔；单号相同的几行合成一笔。`,
        say`价目表在${'sales.products.title'}那一页点${'sales.products.import'}。`,
      ],
    },
  ],
};
