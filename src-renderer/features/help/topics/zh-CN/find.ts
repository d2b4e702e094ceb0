import { code, keys, say, type Topic } from '../../said.ts';

export const find: Topic = {
  about: say`几万位客户，也是边打字边出来。不用记得全名：拼音、电话后四位、聊过的一句话都行。`,
  parts: [
    {
      title: '搜索',
      points: [
        say`在${'ui.nav.customers'}按${keys('/')}就能打字：姓名、拼音${code('wangxiaoming')}、首字母${code('wxm')}、电话里连着的几位数字都行。`,
        say`备注、跟进、买过的商品、单号、附件的文件名也搜得到。列表里${'customers.found.column'}那一栏写着是在哪里找到的。`,
        say`不在客户列表时按${keys('mod+k')}，打名字，回车就到。`,
      ],
    },
    {
      title: '筛选',
      steps: [
        say`点${'customers.filter.add'}，选按哪一项、什么条件，点${'customers.filter.apply'}。`,
        say`还要缩小，就再加一个。条件都列在上面，点一下能改，点叉就去掉。`,
        say`想找“买过三次以上、又 90 天没来”的，点${'segments.builder.advanced'}：可以看成交和跟进，条件也能分组。`,
        say`看看${'segments.builder.sentence'}那一句是不是您的意思；找到多少位，当场就数给您看。`,
      ],
    },
    {
      title: '留着以后用',
      points: [
        say`点列名排序；点${'customers.columns.button'}选要看哪些列。`,
        say`条件、列、排序一起留下来：点${'views.saveAs'}。只想留下这一群人，让名单自己更新：点${'segments.saveAs'}。`,
      ],
    },
  ],
};
