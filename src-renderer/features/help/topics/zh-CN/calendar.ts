import { keys, say, type Topic } from '../../said.ts';

export const calendar: Topic = {
  about: say`${'calendarPage.title'}把待办、约好的联系、关怀、客户生日和该收的钱排在一起，按月、周、天或日程看。每天都标着农历、节气和节日。`,
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
        say`把待办或约好的联系拖到别的日子。`,
        say`用键盘的话：选中它，按住 Alt 再按方向键；或按${keys('.')}选一天。`,
        say`改错了按${keys('mod+z')}。生日和该收的钱不能拖。`,
      ],
    },
    {
      title: '放在纸上',
      points: [say`点${'calendarPage.print'}：正在看的那个月或那一周排成一张 A4。`],
    },
  ],
};
