import { code, say, type Topic } from '../../said.ts';

export const fields: Topic = {
  about: say`车牌、度数、会员卡号、孩子的学校……您这一行要记的，自己加。还可以让一项由别的项算出来。`,
  parts: [
    {
      title: '加一个字段',
      steps: [
        say`在设置里打开${'customFields.page.title'}，点${'customFields.page.add'}；行业现成的一套点${'customFields.page.preset'}。`,
        say`写${'customFields.dialog.label'}，选${'customFields.dialog.kind'}。`,
        say`要必填、要固定写法、要认表头的别名，打开${'customFields.dialog.more'}。`,
        say`点${'customFields.dialog.make'}。档案、列表、筛选、导入导出里马上就有。`,
      ],
    },
    {
      title: '只给店主看的',
      points: [
        say`身份证号、健康状况这类，勾上${'customFields.ownerOnly.label'}。内容用只有店主口令和恢复密钥才能打开的钥匙加密；店员只看到字段名，知道里面填了东西。`,
        say`已有的字段，点铅笔改，勾上再确认。现在填的、以前改过的，马上都加密。以前的备份和导出的文件不会变。`,
        say`这样的字段不能搜索、排序、筛选，也不能参与计算。店主导出时，文件里是看得到的原文。`,
        say`建得早的客户簿，会要您输一次口令，并换一份新的恢复密钥：记得打印，旧的就不能用了。`,
      ],
    },
    {
      title: '公式',
      points: [
        say`类型选${'customFields.kind.formula'}。字段写在方括号里，文字写在引号里，例如${code('如果([积分] >= 1000, "金卡", "普通")')}。标点用中文的也行。`,
        say`写的时候，下面就拿一位客户算给您看；写错了，会说错在哪里。`,
        say`加减乘除用${code('+ - * /')}，连接文字用${code('&')}，比较用${code('= <> > >= < <=')}。`,
      ],
      table: 'examples',
    },
    { title: '公式里的全部算法', table: 'functions' },
    {
      title: '看着不对的、该核对的',
      points: [
        say`电话位数不对、邮箱不完整、生日在将来：不拦您，只列在${'customFields.review.filter'}里。确实没错，点${'customFields.review.confirm'}，写上理由。`,
        say`资料会旧。在${'customFields.verify.title'}里给每个级别写上天数，到了日子的客户在${'customFields.verify.filter'}里；问过了，点${'customFields.verify.button'}。`,
      ],
    },
  ],
};
