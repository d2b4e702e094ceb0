import { code, say, type Topic } from '../../said.ts';

export const newComputer: Topic = {
  about: say`要两样东西：一份备份，和做备份那天的口令或恢复密钥。两样都在，换哪台电脑都能接着用。`,
  parts: [
    {
      title: '在新电脑上',
      steps: [
        say`装好熟客，打开，点${'session.welcome.restore'}；已经有客户簿的，在打开客户簿那一屏点${'session.lock.restore'}。`,
        say`备份在 U 盘或网盘文件夹里：选${'session.restore.way.file'}，点${'session.restore.choose'}，到${code('Regulars')}文件夹里选日期最新、${code('.regulars')}结尾的文件。`,
        say`备份在服务器上：选${'session.restore.way.webdav'}或${'session.restore.way.s3'}，填当初的地址，点${'session.restore.find'}，选最新的一份。`,
        say`输入${'session.restore.secret'}；忘了口令，也可以用${'session.restore.secretRecovery'}。点${'session.restore.start'}。`,
        say`回到打开客户簿那一屏，选中它，输入口令，点${'session.lock.open'}。`,
      ],
    },
    {
      title: '恢复以后',
      points: [
        say`到${'backup.nav'}看看放备份的地方都在不在，缺的补上。`,
        say`恢复总是另建一本，原有的一本也不动，不会盖掉什么。`,
      ],
    },
    {
      title: '旧电脑是被偷的',
      points: [
        say`里面的客户簿是加密的，没有口令打不开。口令够强，就不用慌。`,
        say`旧电脑上那一份仍认旧口令。在新电脑上点${'settings.security.change'}，把新的和旧的分开。`,
        say`恢复密钥要是和电脑一起丢了，点${'settings.security.reissue'}。旧的那张对新电脑上的这一本就作废了。`,
        say`旧口令和客户簿一起落到别人手里，客户的资料就可能泄露，法律要求及时补救，并告诉客户和主管部门。请问问懂的人。`,
      ],
    },
  ],
};
