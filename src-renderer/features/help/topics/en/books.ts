import { say, word, type Topic } from '../../said.ts';

export const books: Topic = {
  about: say`Two shops or two trades can have a book each, with its own passphrase, recovery code and backups. They know nothing of each other.`,
  parts: [
    {
      title: 'Make another, switch between them',
      steps: [
        say`Click the name of the book at the top left, then ${'session.menu.more'}.`,
        say`Press ${'session.lock.newBook'} and follow the steps. Once there are two, you switch under the name at the top left.`,
      ],
      points: [
        say`The book is on another disk or a stick: press ${'session.care.add'}.`,
        say`To have it listed no more, press ${'session.care.forget'}. No file is deleted.`,
      ],
    },
    {
      title: 'Move customers to another book',
      steps: [
        say`Tick them in the list and press ${'moving.button'} in the bar at the foot.`,
        say`Type the passphrase of the other book and press ${'moving.next.begin'}.`,
        say`Choose ${'moving.mode.move'} or ${'moving.mode.copy'}. Whoever is there already is listed, and you decide one by one.`,
        say`Press the button that says something like ${word('moving.start.move', { count: 12 })}.`,
      ],
      points: [
        say`Follow-ups, sales, payments, files and relations between them go along. Those you moved are in the bin here and can be restored for 90 days.`,
        say`It was a mistake: open the other book and undo it in ${'ui.nav.transfer'}, under ${'moving.past.title'}.`,
      ],
    },
  ],
};
