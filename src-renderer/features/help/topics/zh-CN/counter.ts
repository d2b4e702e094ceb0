import { keys, say, type Topic } from '../../said.ts';

export const counter: Topic = {
  about: say`柜台前人来人往，屏幕上的电话和金额不必人人看得到。`,
  parts: [
    {
      title: '遮住',
      points: [
        say`按${keys('mod+shift+h')}，电话和金额变成圆点；按住哪一个，就看哪一个。再按一次恢复。`,
        say`在设置的${'settings.sections.security'}里打开${'settings.security.away'}：切到别的窗口，这里就看不清。`,
        say`打开${'settings.security.copied'}：复制的电话不会一直留在剪贴板里。`,
        say`Windows 和 macOS 上还有${'settings.security.capture'}。`,
      ],
    },
    {
      title: '离开座位',
      points: [
        say`按${keys('mod+l')}马上锁定。拿着密钥和显示客户的部分随即结束，重新启动。浏览器有它自己的内存，关掉浏览器才会清空。`,
        say`忘了锁也不要紧：设好${'settings.security.autoLock'}。`,
      ],
    },
    {
      title: '挡不住什么',
      points: [say`挡得住旁边的人，挡不住装在电脑里的录屏软件，也挡不住用手机拍屏幕的人。`],
    },
  ],
};
