import { keys, say, type Topic } from '../../said.ts';

export const calendar: Topic = {
  about: say`The ${'calendarPage.title'} has tasks, reminders, agreed contacts, care, customers’ birthdays and payments due in one place: by month, week, day or as an agenda. Each day carries its lunar date, solar term and festivals.`,
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
        say`Drag a task, a reminder or an agreed contact to another day.`,
        say`By keyboard: go to it and press Alt with an arrow key, or ${keys('.')} to choose a day.`,
        say`${keys('mod+z')} takes it back. Birthdays, payments and later days of a repeated reminder stay where they are.`,
      ],
    },
    {
      title: 'On paper',
      points: [say`Press ${'calendarPage.print'}: the month or week you look at on one A4.`],
    },
    {
      title: 'Take it along on a phone',
      steps: [
        say`Press ${'handOff.calendarButton'}, choose days and kinds, and save an ICS file. The calendar of a phone or computer takes it in; exported and taken in again, changed entries are brought up to date and none is doubled.`,
        say`One thing, one customer, today’s calls: press ${'handOff.button'} in the calendar, on a profile or in ${'today.title'} and point a phone’s camera at the code. No network is used.`,
        say`Tick customers in the list and press ${'handOff.cards'} for a file that a phone takes into its contacts.`,
        say`For a phone that others look at too, choose ${'handOff.surname'}.`,
      ],
    },
  ],
};
