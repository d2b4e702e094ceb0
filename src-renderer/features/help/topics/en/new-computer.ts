import { code, say, type Topic } from '../../said.ts';

export const newComputer: Topic = {
  about: say`You need two things: a backup, and the passphrase or recovery code of the day it was made. With both you can go on at any computer.`,
  parts: [
    {
      title: 'On the new computer',
      steps: [
        say`Install Regulars, open it and press ${'session.welcome.restore'}; if there is a book already, press ${'session.lock.restore'} where you open it.`,
        say`The backup is on a stick or in a cloud folder: choose ${'session.restore.way.file'}, press ${'session.restore.choose'} and take the file with the latest date that ends in ${code('.regulars')} from the folder ${code('Regulars')}.`,
        say`The backup is on a server: choose ${'session.restore.way.webdav'} or ${'session.restore.way.s3'}, fill in the address you used, press ${'session.restore.find'} and take the newest.`,
        say`Type the ${'session.restore.secret'}, or if you forgot it the ${'session.restore.secretRecovery'}. Press ${'session.restore.start'}.`,
        say`Back at the first screen, choose the book, type the passphrase and press ${'session.lock.open'}.`,
      ],
    },
    {
      title: 'Afterwards',
      points: [
        say`Go to ${'backup.nav'} and see whether all your places are there; add what is missing.`,
        say`Restoring always makes a new book. Whatever you have stays as it is.`,
      ],
    },
    {
      title: 'The old one was stolen',
      points: [
        say`The book on it is encrypted and cannot be opened without the passphrase. If that was a good one, there is no need to panic.`,
        say`The copy on the old computer still takes the old passphrase. On the new one, press ${'settings.security.change'}, so that the two differ.`,
        say`If the recovery code went with it, press ${'settings.security.reissue'}. For the book on the new computer the old one is then worthless.`,
        say`If somebody may have both the book and its passphrase, your customers’ data may be out. The law then asks you to act, and to tell them and the authority. Ask somebody who knows.`,
      ],
    },
  ],
};
