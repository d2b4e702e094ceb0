import { keys, say, type Topic } from '../../said.ts';

export const tasks: Topic = {
  about: say`今天该做什么，打开${'today.title'}就知道：到期的待办、近日的生日和节日、该收的钱、好久没联系的客户。`,
  parts: [
    {
      title: '记一条待办',
      steps: [
        say`在客户档案里按${keys('t')}，或在${'tasks.title'}那一页按${keys('n')}。`,
        say`写${'tasks.what'}，选${'tasks.due'}。没有日子的，排在最后，有空再说。`,
        say`点${'ui.actions.save'}。跟进时约好的下次联系也会排在这里，不用再记一遍。`,
      ],
    },
    {
      title: '做完、改天、不做',
      points: [
        say`${keys('space')}完成，${keys('f')}${'tasks.doneWithFollowUp'}，${keys('s')}改到明天，${keys('m')}改到下周一，${keys('x')}${'tasks.skip'}。都能撤销。`,
        say`待办里带着一段话的，点${'tasks.copy'}，贴到微信发给客户；发完点${'tasks.contacted'}。熟客自己不会发出任何消息。`,
      ],
    },
    {
      title: '别让老客户凉了',
      steps: [
        say`在设置里打开${'lifecycle.settings.title'}，找到${'today.contact.title'}。`,
        say`给每个级别写上天数，比如重点客户 30 天。`,
        say`超过天数的客户会出现在${'today.title'}的${'today.contact.due'}里。勿扰的客户不会。`,
        say`天数从最近一次真正联系上算起，没打通的不算。晚得越多、级别越高，排得越前。`,
        say`某位客户要不一样：在档案的联系方式里改${'fields.customer.contactEvery'}，可以${'today.contact.own'}，也可以${'today.contact.never0'}。`,
      ],
    },
    {
      title: '照着一张纸打电话',
      points: [say`在${'today.title'}、${'tasks.title'}、客户列表或细分里点${'outputs.calls.open'}：一张 A4，打完一个划一个，谈的事写在横线上。`],
    },
  ],
};
