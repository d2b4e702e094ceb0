import { keys, say, word, type Topic } from '../../said.ts';

export const undo: Topic = {
  about: say`改错、删错、导错，几乎都能回来。先从最近的一种办法试起。`,
  parts: [
    {
      title: '刚刚做错',
      points: [
        say`按${keys('mod+z')}，一步一步退回去，最近 100 步都行。退多了按${keys('mod+shift+z')}。`,
        say`做完一件事，窗口下面的提示里也有${'ui.undo.button'}。`,
      ],
    },
    {
      title: '删错了人',
      steps: [say`到${'ui.nav.bin'}，打几个字找到他。`, say`点${'customers.bin.restore'}。跟进、成交、附件一起回来。`],
      points: [say`回收站里满 90 天的，会自动彻底删除。`],
    },
    {
      title: '某一项很久以前被改错',
      steps: [say`打开他的档案，展开${'profile.section.history'}。`, say`找到那一次，点${'profile.history.restoreValue'}。`],
    },
    {
      title: '撤销也够不着的',
      steps: [
        say`到${'backup.nav'}，在放备份的地方点${'backup.places.look'}，选出事之前的一份，点${'backup.copies.compare'}。`,
        say`勾上要找回的人，点${word('backup.compare.bring', { count: 2 })}。别的都不动，这一步也能撤销。`,
      ],
    },
    {
      title: '是谁做的',
      points: [say`看${'privacy.audit.title'}：谁、什么时候、做了什么。点${'privacy.audit.verify'}，就知道记录有没有被人改过。`],
    },
  ],
};
