import { cli as texts } from '../../../../../shared/i18n/zh-CN/cli.ts';
import { code, commandsOf, say, type Topic } from '../../said.ts';

export const cli: Topic = {
  about: say`会用终端的人，可以不开窗口做同样的事：定时备份、夜里导入、给别的程序取数据。`,
  parts: [
    {
      title: '怎么用',
      points: [
        say`在熟客的源代码文件夹里，写${code('npm run regulars -- 命令 --book 文件夹')}。下面只写命令。`,
        say`口令从文件来：${code('--passphrase-file 文件')}；不写就会问您。给程序看的结果加${code('--json')}。`,
        say`窗口开着这本客户簿时，命令打不开它，请先锁定。`,
        say`全部选项和退出码：${code('--help')}，或${code('import --help')}这样看一个命令的。`,
      ],
    },
    {
      title: '例子',
      points: [
        say`先看看会怎样，不写入：${code('import customers.xlsx --book shop --dry-run')}`,
        say`每天夜里备份到每个地方：${code('backup --book shop --passphrase-file secret.txt')}`,
        say`按拼音首字母找人：${code('search wxm --book shop --json')}`,
      ],
    },
    { title: '全部命令', commands: commandsOf(texts.help.commands) },
  ],
};
