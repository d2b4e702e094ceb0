import { say, type Topic } from '../../said.ts';

export const damaged: Topic = {
  about: say`A power cut, an old disk or a stick pulled out too early can damage files. Delete nothing and change nothing yet: nearly always everything can be brought back.`,
  parts: [
    {
      title: 'Repair',
      steps: [
        say`If the book does not open, press ${'repair.open'} on the first screen; if it is open and says that part of it cannot be read, press ${'repair.open'} beside it.`,
        say`Plug in the disk with your backups first. Type the passphrase or the recovery code and press ${'repair.ask.start'}.`,
        say`Then choose ${'repair.found.salvage'}, which is right in most cases. Only if everything is wrong choose ${'repair.found.restore'}.`,
        say`Press ${'repair.found.start'}. Not a byte of the damaged files is changed, and they are kept for 30 days.`,
        say`What is missing is listed. Press ${'repair.done.save'} or ${'repair.done.print'} and complete it at leisure, then ${'repair.done.enter'}.`,
      ],
    },
    {
      title: 'Not sure whether it is damaged',
      points: [
        say`In the settings, under ${'settings.sections.data'}, press ${'settings.data.checkButton'}: the book is read from the first to the last page.`,
        say`If the whole computer is gone, read “Computer lost, broken or new”.`,
      ],
    },
    {
      title: 'So that it does not happen again',
      points: [
        say`Do not keep the book in a cloud folder or on a network drive. If it is there, it offers to move when it is opened.`,
        say`Keep at least one backup outside this computer.`,
      ],
    },
  ],
};
