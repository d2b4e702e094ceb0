import { code, say, word, type Topic } from '../../said.ts';

export const importing: Topic = {
  about: say`Excel（.xlsx）和 CSV 都能导入。写入之前先给您看会怎样，导完还能整批撤销，放心试。`,
  parts: [
    {
      title: '一步一步',
      steps: [
        say`点左边的${'ui.nav.transfer'}，再点${'transfer.drop.button'}，或者直接把文件拖到窗口里。`,
        say`在${'transfer.steps.read'}这一步看看有没有乱码。有的话换一个${'transfer.read.encoding'}：国内软件导出的 CSV 多半是${'transfer.read.encodings.gb18030'}。再点一下写着“姓名、手机”的那一行。`,
        say`在${'transfer.steps.columns'}这一步，看看标着${'transfer.columns.confidence.likely'}的列对不对。不要的列选${'transfer.columns.ignore'}，没有地方放的选${'transfer.columns.extra'}，想单独成一项的选${'customFields.import.newField'}。`,
        say`在${'transfer.steps.preview'}这一步选好，簿里已经有的客户是${'transfer.preview.onMatchOptions.fill'}、${'transfer.preview.onMatchOptions.update'}还是${'transfer.preview.onMatchOptions.skip'}。还可以给这一批加个标签。`,
        say`点${word('transfer.preview.start', { count: 300 })}这样的按钮。可以先去忙别的，窗口最下面一直有进度。`,
      ],
    },
    {
      title: '常遇到的',
      points: [
        say`手机号变成了${code('1.38E+10')}：还原得了的会还原；Excel 已经弄丢后几位的会标出来，不会乱猜。`,
        say`${code('03/04/1990')}可以读成两种日期：会先请您说清楚，不替您猜。`,
        say`有错的行不耽误别的行。导完点${word('transfer.result.errorFile', { count: 3 })}，每一行后面写着原因，改好直接再导入。`,
        say`旧的 .xls 文件，请先在 Excel 或 WPS 里另存为 .xlsx。`,
        say`不知道表该怎么做：点${'transfer.drop.template'}，照着填就行。`,
      ],
    },
    {
      title: '导错了',
      steps: [
        say`在导入的结果里点${'transfer.result.undo'}。`,
        say`过了几天才发现：到${'ui.nav.transfer'}，在${'transfer.past.title'}里找到那一次，点${'transfer.past.undo'}。`,
      ],
      points: [say`新增的会移除，改过的会还原；之后您亲手改过的保留不动。`],
    },
  ],
};
