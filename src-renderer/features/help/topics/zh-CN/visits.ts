import { keys, say, type Topic } from '../../said.ts';

export const visits: Topic = {
  about: say`一次回访就是一批客户、一张要问的单子、几天时间。程序给每位客户排一项，一位一位做下去，最后看完成率和满意度。`,
  parts: [
    {
      title: '排一次回访',
      steps: [
        say`打开${'tasks.title'}，在上方点${'visits.title'}，再点${'visits.add'}。`,
        say`写名称、${'visits.method'}和${'visits.script'}，在${'visits.who'}里选一个细分。`,
        say`选${'visits.spread.span'}或${'visits.spread.perDay'}，下面会写出排到哪几天；勿扰的客户不会排进去，名字会写出来。`,
        say`点${'visits.create'}。每位客户多一项待办，整批可以撤销。`,
      ],
      points: [say`也可以在客户列表里勾选客户，点名单按钮里的${'visits.plan'}。`],
    },
    {
      title: '一位一位做',
      steps: [
        say`打开这次回访，按 ${keys('g')} 或点${'visits.round'}：要问的话就在上面。`,
        say`写下客户说的，选${'portrait.followUp.result'}和${'fields.followUp.satisfaction'}，按 ${keys('mod+enter')}：下一位接着来。`,
        say`没打通就点${'portrait.missed.open'}，选原因和日子。这次没打通也记在往来里，不算联系上。`,
      ],
      points: [
        say`${'portrait.followUp.insertTemplate'}会放进四个标题：客户原话、我的归纳、客户是否确认、下一步。`,
        say`要用纸打电话，点${'outputs.calls.open'}。`,
      ],
    },
    {
      title: '看结果',
      points: [
        say`回访页上有${'visits.counts.done'}、${'visits.counts.open'}、${'visits.counts.overdue'}和${'visits.counts.satisfaction'}，以及按满意度、结果和方式的分布。`,
        say`在细分里可以按跟进的${'fields.followUp.satisfaction'}找客户，比如最近 90 天不满意的。`,
      ],
    },
  ],
};
