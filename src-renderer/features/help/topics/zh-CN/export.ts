import { keys, say, type Topic } from '../../said.ts';

export const exporting: Topic = {
  about: say`资料是您的，随时能整份带走。带出去的表格和纸不再加密，用完请删掉、销毁。`,
  parts: [
    {
      title: '导出客户',
      steps: [
        say`到${'ui.nav.transfer'}点${'transfer.exportCard.button'}；只要一部分人，就在列表里勾好，点${'customers.bulk.export'}。`,
        say`选${'transfer.export.which'}、${'transfer.export.format'}和${'transfer.export.fields'}。`,
        say`点${'transfer.export.start'}。`,
      ],
      points: [
        say`成交：在${'sales.title'}点${'sales.more'}，再点${'sales.export.action'}。待办和应收款：点${'outputs.save'}。`,
        say`谁在什么时候导出、打印过，都记在${'privacy.audit.title'}里。`,
      ],
    },
    {
      title: '打印',
      points: [
        say`在客户档案里按${keys('mod+p')}：一张 A4，排不下的会在页脚写明。打印窗口里也能存成 PDF。`,
        say`要一份打电话的名单，点${'outputs.calls.open'}。`,
        say`这份帮助也能打印：点右上角的${'help.print'}。`,
      ],
    },
    {
      title: '不想被打扰的客户',
      points: [
        say`在档案里把${'fields.customer.doNotContact'}设成${'fields.doNotContact.all'}；只是不要推广的，设成${'fields.doNotContact.marketing'}。`,
        say`设了勿扰的客户不会进导出的表、电话单和提醒。要对账、确实要联系时，在导出的窗口里去掉那个勾。`,
      ],
    },
  ],
};
