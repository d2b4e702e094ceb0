import { HOLIDAY_FILE } from '../../holiday-file.ts';
import { code, keys, say, type Topic } from '../../said.ts';

export const reminders: Topic = {
  about: say`Let the computer tell you when it is time: renewing a contract, monthly accounts, a day of the lunar calendar, a call every other week. ${'reminders.title'} can be for a customer, for a segment, or only for yourself.`,
  parts: [
    {
      title: 'Write one down',
      steps: [
        say`Press ${keys('r')} in the list of customers or in a profile, or ${keys('n')} in ${'reminders.title'}.`,
        say`Fill in ${'reminders.form.what'} and the day. Without a ${'reminders.form.time'} it is told in the morning, at the time of the settings.`,
        say`To have it come again choose under ${'reminders.form.repeat'}: every few days, days of the week, a day of the month, the second Tuesday, the last day, every year, the lunar calendar. What it repeats on follows from the day you picked.`,
        say`${'reminders.form.sentence'} says it as a sentence, with the next five days in both calendars. When that is right press ${'ui.actions.save'}.`,
      ],
    },
    {
      title: 'When it is time',
      points: [
        say`It appears in the corner of the window: ${'reminders.notice.open'}, ${'reminders.notice.done'}, ${'reminders.later.hour'}, ${'reminders.later.tomorrow'}. While nobody looks at the window, the system or the browser tells you.`,
        say`Notices of the desktop app have the same buttons (macOS and Windows); pressing one in the browser opens the customer.`,
        say`In the list ${keys('space')} is done, ${keys('f')} is ${'tasks.doneWithFollowUp'}, ${keys('s')} is tomorrow, ${keys('m')} is next Monday, ${keys('x')} leaves this time out. One that repeats goes on to its next day. All of it can be undone.`,
        say`What you ${'reminders.pause'} says nothing and is never overdue; it stands under ${'reminders.bands.paused'}. With ${'reminders.resume'} it goes on from today.`,
      ],
    },
    {
      title: 'Settings of notices',
      points: [
        say`In a browser press ${'reminders.settings.ask'} under ${'settings.sections.reminders'} in the settings first; Regulars never asks by itself.`,
        say`With ${'reminders.settings.detailChoices.plain'} under ${'reminders.settings.details'} no notice names a customer. Where several people use the book that is automatic.`,
        say`The desktop app can ${'reminders.settings.tray'} and ${'reminders.settings.autostart'}: then it tells you without a window.`,
        say`What comes due in the ${'reminders.settings.quiet'} is told when they end.`,
      ],
    },
    {
      title: 'While it is locked or off',
      points: [
        say`A locked book cannot be read, by Regulars either: reminders wait until it is unlocked. The desktop app remembers the times of the next seven days (the times alone) and says that something is due, so that you unlock it.`,
        say`What was missed while the computer or the program was off stands at the top of ${'today.title'} once you unlock; none is lost. Press ${'reminders.missed.putAway'} when you have seen it.`,
        say`To have it locked less often make ${'settings.security.autoLock'} longer under ${'settings.sections.security'} in the settings.`,
      ],
    },
    {
      title: 'Public holidays and working weekends',
      points: [
        say`The Chinese government announces the holidays of each year in the one before. ${'settings.sections.reminders'} in the settings lists the years that are announced; others follow from the law, without the weekends that will be worked.`,
        say`A newer Regulars brings newer years. You can also write a file yourself and press ${'reminders.settings.update'}:`,
        say`${code(HOLIDAY_FILE)}`,
        say`off are days off, from and to included; work are weekend days that are worked. Years in the file replace the same years; others stay.`,
      ],
    },
  ],
};
