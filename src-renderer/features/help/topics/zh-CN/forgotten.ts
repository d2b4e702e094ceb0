import { say, type Topic } from '../../said.ts';

export const forgotten: Topic = {
  about: say`口令只有您知道，我们没有，程序里也没有后门。忘了口令，靠建簿那天收好的恢复密钥打开。`,
  parts: [
    {
      title: '用恢复密钥打开',
      steps: [
        say`在打开客户簿那一屏选中它，点${'session.lock.useRecovery'}。`,
        say`照着那张纸输入 7 组字符，大小写、空格和横线都不用管，点${'session.lock.open'}。`,
        say`打开后会请您设一个新口令，点${'session.recovered.button'}。当时没有设，以后到设置的${'settings.sections.security'}点${'settings.security.change'}，用恢复密钥证明是您就行。`,
        say`再到同一处点${'settings.security.reissue'}，收好新的一张，旧的就作废了。`,
      ],
    },
    {
      title: '恢复密钥也找不到',
      points: [
        say`想想当初放在哪里：打印的纸、存成的文本文件、保险柜、家里的抽屉。`,
        say`店员忘了自己的口令：店主在${'people.title'}里给他点${'people.menu.passphrase'}就行。`,
        say`打开过${'settings.security.keychain'}的电脑，点${'session.lock.useKeychain'}还能打开。趁现在把客户和成交导出来，另建一本。`,
        say`还记得以前用过的口令：那时做的备份认那时的口令，可以恢复出来。`,
        say`这些都没有，就谁也打不开了，包括我们。正因为这样，捡到电脑的人也看不到您的客户。`,
      ],
    },
    {
      title: '趁没忘',
      points: [say`到${'checkUp.title'}，在恢复密钥那一项点${'checkUp.actions.drill'}：拿出那张纸试一次，什么都不会改。`],
    },
  ],
};
