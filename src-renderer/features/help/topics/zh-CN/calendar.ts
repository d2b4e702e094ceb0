import { keys, say, type Topic } from '../../said.ts';

export const calendar: Topic = {
  about: say`${'calendarPage.title'}把待办、提醒、约好的联系、关怀、客户生日和该收的钱排在一起，按月、周、天或日程看。每天都标着农历、节气和节日。`,
  parts: [
    {
      title: '看哪几天',
      points: [
        say`${keys('m')}按月，${keys('w')}按周，${keys('d')}按天，${keys('a')}看日程；${keys('pageup')}往前翻，${keys('pagedown')}往后翻，${keys('t')}回到今天。`,
        say`一天排不下的，点“还有几项”看这一天的全部。`,
        say`在${'calendarPage.show'}里选要看的几样，农历也能收起来。`,
      ],
    },
    {
      title: '改天',
      steps: [
        say`把待办、提醒或约好的联系拖到别的日子。`,
        say`用键盘的话：选中它，按住 Alt 再按方向键；或按${keys('.')}选一天。`,
        say`改错了按${keys('mod+z')}。生日、该收的钱和重复提醒以后的日子不能拖。`,
      ],
    },
    {
      title: '放在纸上',
      points: [say`点${'calendarPage.print'}：正在看的那个月或那一周排成一张 A4。`],
    },
    {
      title: '带到手机上',
      steps: [
        say`点${'handOff.calendarButton'}，选好哪些日子、显示哪些，存成 ICS 文件。用手机或电脑的日历打开它就能导入；以后再导一次，改过的会更新，不会重复。`,
        say`一件事、一位客户、今天的电话单：在日历、客户档案、${'today.title'}里点${'handOff.button'}，用手机相机对准二维码。不联网。`,
        say`在客户列表里勾选几位，点${'handOff.cards'}，得到一个手机通讯录能导入的文件。`,
        say`别人也会看的手机，选${'handOff.surname'}。`,
      ],
    },
  ],
};
