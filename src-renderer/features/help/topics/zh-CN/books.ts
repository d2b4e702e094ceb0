import { say, word, type Topic } from '../../said.ts';

export const books: Topic = {
  about: say`两家店、两门生意，可以各有一本客户簿：各有各的口令、恢复密钥和备份，互不相通。`,
  parts: [
    {
      title: '再建一本，换一本',
      steps: [
        say`点左上角客户簿的名字，点${'session.menu.more'}。`,
        say`点${'session.lock.newBook'}，照着做。两本都有了，在左上角的名字下面就能换。`,
      ],
      points: [
        say`客户簿在别的硬盘、U 盘上：点${'session.care.add'}。`,
        say`不想再列在这里的，点${'session.care.forget'}，文件一个也不删。`,
      ],
    },
    {
      title: '把客户移到另一本',
      steps: [
        say`在列表里勾好人，在下面一条里点${'moving.button'}。`,
        say`输入那一本的口令，点${'moving.next.begin'}。`,
        say`选${'moving.mode.move'}或${'moving.mode.copy'}。那边已经有的人会列出来，您一位一位决定。`,
        say`点${word('moving.start.move', { count: 12 })}这样的按钮。`,
      ],
      points: [
        say`跟进、成交、收款、附件和彼此的关系一起过去。移动的，这边放进回收站，90 天内能恢复。`,
        say`移错了：打开那一本，在${'ui.nav.transfer'}的${'moving.past.title'}里撤销。`,
      ],
    },
  ],
};
