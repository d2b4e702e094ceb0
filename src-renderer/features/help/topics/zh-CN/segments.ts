import { say, type Topic } from '../../said.ts';

export const segments: Topic = {
  about: say`细分是一群人，比如“90 天没来的老客户”；视图是看列表的一种样子。两样都起个名字存下来，以后一点就到。`,
  parts: [
    {
      title: '细分',
      steps: [
        say`到${'segments.title'}点${'segments.create'}，选条件：以后符合的人自动进来，不符合的自动出去。`,
        say`要自己一位一位挑的，点${'segments.createList'}；再到列表里勾好人，点${'segments.list.add'}。`,
        say`数“买过几次”时，整单退掉的不算，退了一部分的按剩下的数量算。`,
        say`存好的细分，筛选、导出、批量修改、关怀方案里都能用。`,
      ],
    },
    {
      title: '视图',
      steps: [
        say`把客户列表调成想要的样子：条件、列、排序、分组。`,
        say`点${'views.saveAs'}，起个名字。左边就多了一个，点一下就回到这个样子。`,
        say`后来又改了样子，想留下就点${'views.save'}，不想就点${'views.drop'}。`,
        say`给别的电脑用：在视图的菜单里点${'views.share'}，那边点${'views.take'}。文件里没有客户资料。`,
      ],
    },
    {
      title: '换一种看法',
      points: [
        say`${'views.group.button'}：按级别、来源、生日月份等分成一组一组。`,
        say`${'views.asBoard'}：按一项分成几列，把卡片拖过去就改好了。`,
        say`${'views.chart.button'}：每一项各有多少人；点一行，列表里就只留下他们。`,
      ],
    },
  ],
};
