import { say, type Topic } from '../../said.ts';

export const start: Topic = {
  about: say`Make your book in three minutes, put the customers you have into it, and see to the backups. After that you just open it and work.`,
  parts: [
    {
      title: 'Make a book',
      steps: [
        say`Open Regulars and press ${'session.welcome.make'}.`,
        say`Fill in ${'session.book.name'}, choose your trade and press ${'ui.actions.next'}. The trade only prepares sources and grades to choose from; you can change them all later.`,
        say`Choose a passphrase: a few words that have nothing to do with each other are easy to remember and hard to guess. Press ${'session.passphrase.create'}.`,
        say`The recovery code is shown only this once. Press ${'session.recovery.print'} or write it down, keep it away from the computer, and press ${'session.recovery.kept'}. It is all that helps when the passphrase is forgotten.`,
        say`Type one group of it from your paper and press ${'session.confirm.finish'}.`,
      ],
    },
    {
      title: 'What next',
      points: [
        say`You have a spreadsheet: go to ${'ui.nav.transfer'} and drop it there.`,
        say`You have none: go to ${'ui.nav.customers'} and press ${'customers.create.button'}. A name is enough to save.`,
        say`On the first day, go to ${'backup.nav'} and press ${'backup.places.add'}, so that backups also go to a USB stick or a cloud folder. Then a broken computer does not matter.`,
        say`Only looking around? Press ${'session.welcome.sample'} on the first screen: made-up people, removed in one click.`,
      ],
    },
  ],
};
