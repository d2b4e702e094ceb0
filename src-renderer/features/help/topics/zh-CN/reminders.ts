import { HOLIDAY_FILE } from '../../holiday-file.ts';
import { code, keys, say, type Topic } from '../../said.ts';

export const reminders: Topic = {
  about: say`到了日子、到了钟点，让电脑告诉您：续合同、月底对账、农历的日子、每两周的回访。${'reminders.title'}可以为一位客户、一群客户，也可以只为自己记。`,
  parts: [
    {
      title: '记一条提醒',
      steps: [
        say`在客户列表或档案里按${keys('r')}，或在${'reminders.title'}那一页按${keys('n')}。`,
        say`写${'reminders.form.what'}，选日子；不写${'reminders.form.time'}，就在设置里定的早上那个时间说。`,
        say`要重复就选${'reminders.form.repeat'}：每几天、每周几、每月几号、每月第几个周几、月底、每年、农历。农历的按当天是农历哪天算。`,
        say`${'reminders.form.sentence'}后面是一句话，下面列出接下来五天，公历农历都有。对了再点${'ui.actions.save'}。`,
      ],
    },
    {
      title: '到时间以后',
      points: [
        say`窗口开着，右下角会出来：${'reminders.notice.open'}、${'reminders.notice.done'}、${'reminders.later.hour'}、${'reminders.later.tomorrow'}。没看窗口时，由系统或浏览器通知。`,
        say`桌面版的通知上有同样几个按钮（macOS 和 Windows）；在浏览器里点通知会打开客户。`,
        say`在列表里：${keys('space')}完成，${keys('f')}${'tasks.doneWithFollowUp'}，${keys('s')}明天，${keys('m')}下周一，${keys('x')}这次不做。重复的做完一次，自己排到下一次。都能撤销。`,
        say`${'reminders.pause'}的不提醒，也不算逾期，在${'reminders.bands.paused'}里；${'reminders.resume'}以后从今天接着算。`,
      ],
    },
    {
      title: '通知的设置',
      points: [
        say`在浏览器里，先在设置的${'settings.sections.reminders'}里点${'reminders.settings.ask'}，熟客不会自己弹出来问。`,
        say`${'reminders.settings.details'}选${'reminders.settings.detailChoices.plain'}，通知里就没有客户姓名。几个人用同一本客户簿时，自动就是这样。`,
        say`桌面版可以打开${'reminders.settings.tray'}和${'reminders.settings.autostart'}：关了窗口也能提醒。`,
        say`${'reminders.settings.quiet'}里到时间的，等时段结束再说。`,
      ],
    },
    {
      title: '锁着的时候、关机的时候',
      points: [
        say`客户簿锁着，熟客读不到任何提醒，所以要等解锁。桌面版记得接下来一周的钟点（只有钟点，没有内容），到时会说一声有事，请您解锁。`,
        say`关机、没开熟客时错过的，解锁后在${'today.title'}最上面，一条都不会少。看完点${'reminders.missed.putAway'}。`,
        say`想少锁几次，在设置的${'settings.sections.security'}里把${'settings.security.autoLock'}改长一些。`,
      ],
    },
    {
      title: '节假日和调休',
      points: [
        say`国务院办公厅每年公布下一年的放假安排。设置的${'settings.sections.reminders'}里写着哪几年是公布过的；没公布的年份先按放假办法推算，调休的上班日要等公布。`,
        say`新的一年公布以后，升级熟客就有；也可以自己写一个文件，点${'reminders.settings.update'}：`,
        say`${code(HOLIDAY_FILE)}`,
        say`off 是放假，from 到 to 两头都算；work 是调休上班的周末。文件里有的年份整年换掉，别的年份不动。`,
      ],
    },
  ],
};
