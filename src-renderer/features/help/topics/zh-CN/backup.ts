import { say, type Topic } from '../../said.ts';

export const backup: Topic = {
  about: say`有改动时每四小时自动备份一次，锁定、退出、导入和批量修改时也备份；每份都加密，每天还把最新的一份试着恢复一遍。您只要做一件事：让备份也放到这台电脑以外。`,
  parts: [
    {
      title: '放到 U 盘或移动硬盘',
      steps: [
        say`插上 U 盘，到${'backup.nav'}点${'backup.places.add'}。`,
        say`选${'backup.adding.way.folder'}，在${'backup.adding.found'}里点它；没有列出来，就写文件夹，再点${'backup.adding.button'}。第一份马上就做。`,
        say`以后插着就自动备份。拔掉时会写${'backup.places.away'}，接上后自动补上。`,
      ],
      points: [say`最好两个 U 盘轮流用，一个放家里。`],
    },
    {
      title: '放到网盘的同步文件夹',
      points: [
        say`电脑上装着坚果云、百度网盘、OneDrive 的，照上面的做，选它的同步文件夹。网盘看到的只是加密的文件。`,
        say`只放备份。客户簿本身不要放进网盘文件夹：同步会弄坏打开着的客户簿。`,
      ],
    },
    {
      title: '放不放心，自己看',
      points: [
        say`每个地方点${'backup.places.look'}，就是那里的每一份；点${'backup.copies.prove'}，当场恢复给您看。`,
        say`只想找回几位被删、被改的客户，点${'backup.copies.compare'}，挑着找回，别的不动。`,
        say`${'checkUp.title'}把备份、口令、恢复密钥一次看完。`,
        say`备份认的是做它那天的口令和恢复密钥。换过口令，更早的备份仍用旧的打开。`,
      ],
    },
  ],
};
