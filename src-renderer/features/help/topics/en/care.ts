import { say, word, type Topic } from '../../said.ts';

export const care: Topic = {
  about: say`A plan is a few steps, such as: say thanks on day 1 after the first purchase, ask how it works out on day 7. It proposes; only when you say yes it becomes a task.`,
  parts: [
    {
      title: 'Begin a plan',
      steps: [
        say`Open ${'tasks.title'} and press ${'care.tabs.care'} at the top.`,
        say`Press ${'care.preset'} and choose your trade, or write your own with ${'care.add'}.`,
        say`Turn on the switch beside the plan.`,
        say`When customers come to that point they are listed under ${'care.proposals'}. Look through them and press a button like ${word('care.confirm', { count: 3 })}, or ${'care.decline'} for those you leave out.`,
      ],
      points: [
        say`When a customer has left that stage, you are asked whether to ${'care.keep'} or to ${'care.drop'}.`,
        say`To stop, press ${'care.pause'} or ${'care.stop'} in the customer’s profile.`,
      ],
    },
    {
      title: 'Birthdays, solar or lunar',
      steps: [
        say`Under ${'fields.customer.birthday'} in the profile choose ${'profile.birthday.solar'} or ${'profile.birthday.lunar'}, then month and day. The year may be left out, and leap months are there.`,
        say`The profile says which day of the solar calendar the next birthday is, and how far away.`,
        say`A lunar 30th, a leap month and 29 February do not come every year: once the date is written, choose below it when it is kept then.`,
        say`Whoever has a birthday in the next 7 days stands on ${'today.title'}, under ${'today.birthday.title'}.`,
      ],
    },
    {
      title: 'Remind me before a birthday',
      steps: [
        say`In ${'ui.nav.customers'} press ${'customers.filter.add'} and choose ${'fields.customer.birthday'} and ${'customers.filter.ask.next7'}. Lunar birthdays count by the solar day they fall on this year.`,
        say`Press ${'segments.saveAs'} and name it, for example “Birthday this week”.`,
        say`In ${'care.title'} press ${'care.add'}, set ${'care.when'} to ${'care.bySegment'}, choose that segment and write one step “Send good wishes”.`,
        say`Turn it on. Whoever has a birthday soon is proposed to you.`,
      ],
    },
  ],
};
