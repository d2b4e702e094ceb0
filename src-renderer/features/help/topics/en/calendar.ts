import { keys, say, type Topic } from '../../said.ts';

export const calendar: Topic = {
  about: say`The ${'calendarPage.title'} has tasks, agreed contacts, care, customers’ birthdays and payments due in one place: by month, week, day or as an agenda. Each day carries its lunar date, solar term and festivals.`,
  parts: [
    {
      title: 'Choose the days',
      points: [
        say`${keys('m')} is the month, ${keys('w')} the week, ${keys('d')} the day, ${keys('a')} the agenda; ${keys('pageup')} turns back, ${keys('pagedown')} turns on, ${keys('t')} is today.`,
        say`Where a day has more than fits, press the line that says how many more to see all of it.`,
        say`Choose under ${'calendarPage.show'} what stands there; lunar days can be put away too.`,
      ],
    },
    {
      title: 'Move to another day',
      steps: [
        say`Drag a task or an agreed contact to another day.`,
        say`By keyboard: go to it and press Alt with an arrow key, or ${keys('.')} to choose a day.`,
        say`${keys('mod+z')} takes it back. Birthdays and payments stay where they are.`,
      ],
    },
    {
      title: 'On paper',
      points: [say`Press ${'calendarPage.print'}: the month or week you look at on one A4.`],
    },
  ],
};
