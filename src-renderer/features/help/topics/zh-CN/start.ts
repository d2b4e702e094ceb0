import { say, type Topic } from '../../said.ts';

export const start: Topic = {
  about: say`三分钟建好一本客户簿，把手上的客户放进去，再把备份安排好。以后每天打开就能用。`,
  parts: [
    {
      title: '建一本客户簿',
      steps: [
        say`打开熟客，点${'session.welcome.make'}。`,
        say`写上${'session.book.name'}，选好行业，点${'ui.actions.next'}。行业只是先备好客户来源和级别的选项，以后都能改。`,
        say`设一个口令：几个不相干的词连起来，又好记又难猜。点${'session.passphrase.create'}。`,
        say`恢复密钥只出现这一次。点${'session.recovery.print'}或者抄下来，放在电脑以外的地方，再点${'session.recovery.kept'}。忘了口令，全靠它。`,
        say`照着纸输入一组，点${'session.confirm.finish'}。`,
      ],
    },
    {
      title: '接下来',
      points: [
        say`手上有 Excel 表：到${'ui.nav.transfer'}，把表拖进来。`,
        say`没有表：到${'ui.nav.customers'}，点${'customers.create.button'}，写个姓名就能保存。`,
        say`当天就到${'backup.nav'}点${'backup.places.add'}，让备份也放到 U 盘或网盘。电脑坏了才不怕。`,
        say`只想先看看：第一屏点${'session.welcome.sample'}，里面都是虚构的人，随时一键删除。`,
      ],
    },
  ],
};
