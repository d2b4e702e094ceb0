import { say, type Topic } from '../../said.ts';

export const backup: Topic = {
  about: say`While you work, a backup is made every four hours, and also when you lock the book or quit, and before imports and bulk edits. Each is encrypted, and every day the newest is restored as a test. One thing is left to you: have them kept outside this computer too.`,
  parts: [
    {
      title: 'On a USB stick or disk',
      steps: [
        say`Plug it in, go to ${'backup.nav'} and press ${'backup.places.add'}.`,
        say`Choose ${'backup.adding.way.folder'} and click it under ${'backup.adding.found'}; if it is not there, type the folder and press ${'backup.adding.button'}. The first copy is made at once.`,
        say`From now on backups go there while it is plugged in. Unplugged, it says ${'backup.places.away'} and catches up later.`,
      ],
      points: [say`Best are two sticks in turn, one of them at home.`],
    },
    {
      title: 'In a cloud folder',
      points: [
        say`If OneDrive, Dropbox or the like is on this computer, do the same with its folder. The cloud sees only encrypted files.`,
        say`Backups only. Do not put the book itself into a cloud folder: syncing would damage it while it is open.`,
      ],
    },
    {
      title: 'See for yourself',
      points: [
        say`${'backup.places.look'} lists every backup of a place; ${'backup.copies.prove'} restores one before your eyes.`,
        say`To get only a few deleted or changed customers back, press ${'backup.copies.compare'} and choose; nothing else is touched.`,
        say`${'checkUp.title'} looks at backups, passphrase and recovery code all at once.`,
        say`A backup opens with the passphrase and the recovery code of the day it was made. If you have changed the passphrase, earlier ones still need the old one.`,
      ],
    },
  ],
};
