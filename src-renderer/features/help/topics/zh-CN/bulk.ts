import { keys, say, word, type Topic } from '../../said.ts';

export const bulk: Topic = {
  about: say`给几位、几千位客户做同一件事，一次做完；不对就一次撤销。`,
  parts: [
    {
      title: '给很多客户做同一件事',
      steps: [
        say`在列表里用${keys('space')}勾选，或者按${keys('mod+a')}选中全部结果。`,
        say`下面会出现一条：${'customers.bulk.addTags'}、${'customers.bulk.removeTags'}、${'views.bulk.button'}、${'customers.bulk.export'}、${'customers.bulk.remove'}等等。`,
        say`${'views.bulk.button'}会先给您看${'views.bulk.examples'}，再点${word('views.bulk.apply', { count: 20 })}。`,
        say`做完发现不对，按${keys('mod+z')}，一次全部放回去。`,
      ],
    },
    {
      title: '标签乱了',
      points: [
        say`在设置的${'settings.sections.tags'}里改名、换颜色、分组。`,
        say`“老客”“老客户”是同一个意思：点${'views.tags.merge'}，并成一个。`,
      ],
    },
  ],
};
