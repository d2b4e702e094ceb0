import { say, type Topic } from '../../said.ts';

export const damaged: Topic = {
  about: say`断电、硬盘老化、U 盘没弹出就拔，都可能弄坏文件。先别删、别再改，十有八九能全部修回来。`,
  parts: [
    {
      title: '修复',
      steps: [
        say`打不开时，在打开客户簿那一屏点${'repair.open'}；开着的时候看到“有一部分读不出来”，点旁边的${'repair.open'}。`,
        say`有存备份的 U 盘，先插上。输入口令或恢复密钥，点${'repair.ask.start'}。`,
        say`查完后选${'repair.found.salvage'}，一般选这个就对；内容全乱了，才选${'repair.found.restore'}。`,
        say`点${'repair.found.start'}。坏掉的文件一个字节也不改，修好后还留 30 天。`,
        say`缺了什么会列出来，点${'repair.done.save'}或${'repair.done.print'}，慢慢补。然后点${'repair.done.enter'}。`,
      ],
    },
    {
      title: '不确定有没有坏',
      points: [
        say`到设置的${'settings.sections.data'}，点${'settings.data.checkButton'}，从头到尾读一遍。`,
        say`整台电脑都打不开了，看“电脑丢了、坏了，换新电脑”。`,
      ],
    },
    {
      title: '以后少出事',
      points: [
        say`客户簿不要放在网盘的同步文件夹或网络位置上。放了也不要紧，打开时按提示移到本机就行。`,
        say`备份至少有一份在这台电脑以外。`,
      ],
    },
  ],
};
