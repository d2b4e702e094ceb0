import { say, type Topic } from '../../said.ts';

export const forgotten: Topic = {
  about: say`Only you know the passphrase. We do not, and there is no back door. If it is forgotten, the recovery code you kept on the first day opens the book.`,
  parts: [
    {
      title: 'Open it with the recovery code',
      steps: [
        say`Choose the book on the first screen and press ${'session.lock.useRecovery'}.`,
        say`Type the 7 groups from your sheet, whatever the capitals, spaces and dashes, and press ${'session.lock.open'}.`,
        say`It then asks for a new passphrase: type it twice and press ${'session.recovered.button'}. If you put that off, press ${'settings.security.change'} in the settings, ${'settings.sections.security'}, and prove that it is you by the recovery code.`,
        say`Then press ${'settings.security.reissue'} there and keep the new sheet; the old one is worthless now.`,
      ],
    },
    {
      title: 'The recovery code cannot be found either',
      points: [
        say`Think where it may be: a printed sheet, a text file, the safe, a drawer at home.`,
        say`If one of the staff forgot theirs, the owner opens ${'people.title'} and chooses ${'people.menu.passphrase'}.`,
        say`Where ${'settings.security.keychain'} was switched on, ${'session.lock.useKeychain'} still opens the book. Export customers and sales while you can, and make a new one.`,
        say`You remember a passphrase you used before: backups made in those days take it, and can be restored.`,
        say`Without any of these nobody can open it, and neither can we. For the same reason whoever finds your computer does not see your customers.`,
      ],
    },
    {
      title: 'While you still know it',
      points: [say`In ${'checkUp.title'}, press ${'checkUp.actions.drill'} beside the recovery code: take out the sheet and try it. Nothing is changed.`],
    },
  ],
};
