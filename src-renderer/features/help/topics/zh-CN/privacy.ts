import { say, type Topic } from '../../said.ts';

export const privacy: Topic = {
  about: say`《个人信息保护法》给了客户几项权利。下面用大白话说在这里怎么办。这不是法律意见，拿不准时请问律师。`,
  parts: [
    {
      title: '记之前',
      points: [
        say`只记用得着的。告诉客户记了什么、用来做什么：在档案里点${'consents.add'}，选${'consents.kinds.notice'}；对方说好的，选${'consents.kinds.consent'}。`,
        say`很多人一起告知的，在列表里勾好，点${'consents.addMany'}。`,
        say`身份证号、健康、行踪这一类，要对方单独同意；不满 14 岁的孩子，要家长同意。`,
        say`客户随时可以反悔，点${'consents.withdraw'}。不想再被联系的，把${'fields.customer.doNotContact'}也设上。`,
      ],
    },
    {
      title: '“你那儿记了我什么？给我一份”',
      steps: [
        say`先确认来的是本人。打开他的档案，点${'privacy.menu'}，再点${'person.button'}。`,
        say`点${'person.start'}，得到一个压缩包：一份能看、能打印的网页，和他的全部附件。`,
        say`交给他，再把自己电脑上的那一份删掉。`,
      ],
    },
    {
      title: '“这里写错了”',
      points: [say`直接在档案里改。原来是什么、哪天改的，${'profile.section.history'}里都有。`],
    },
    {
      title: '“把我删掉”',
      steps: [
        say`打开他的档案，点${'privacy.menu'}，再点${'privacy.erase.button'}。`,
        say`看清会清除什么、会留下什么。成交的金额和日期会留下，不带他的任何资料，账目因此不变。`,
        say`输入姓名，点${'privacy.erase.ok'}。这一步不能撤销。`,
      ],
      points: [
        say`移到${'ui.nav.bin'}不算删除，满 90 天才会彻底清除。`,
        say`以前的备份里还有他。恢复那些备份时会自动再清除一次；不想留着，把旧的备份文件也删掉。`,
        say`客户提了要求，请尽快办，也告诉他办好了。依法要留的账，可以说明原因后留着。`,
      ],
    },
  ],
};
