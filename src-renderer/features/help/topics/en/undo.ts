import { keys, say, word, type Topic } from '../../said.ts';

export const undo: Topic = {
  about: say`A wrong edit, deletion or import can nearly always be taken back. Begin with the nearest way.`,
  parts: [
    {
      title: 'It happened just now',
      points: [
        say`${keys('mod+z')} takes back one step after another, up to 100. If that was too many, ${keys('mod+shift+z')}.`,
        say`The message at the foot of the window has ${'ui.undo.button'} as well.`,
      ],
    },
    {
      title: 'The wrong person was deleted',
      steps: [say`Go to ${'ui.nav.bin'} and type a few letters.`, say`Press ${'customers.bin.restore'}. Follow-ups, sales and files come back too.`],
      points: [say`What has been in the bin for 90 days is deleted for good.`],
    },
    {
      title: 'One detail was changed long ago',
      steps: [say`Open the profile and unfold ${'profile.section.history'}.`, say`Find the change and press ${'profile.history.restoreValue'}.`],
    },
    {
      title: 'Out of reach of undo',
      steps: [
        say`In ${'backup.nav'} press ${'backup.places.look'} at a place, take a backup from before it happened and press ${'backup.copies.compare'}.`,
        say`Tick whom you want back and press ${word('backup.compare.bring', { count: 2 })}. Nothing else is touched, and this can be undone too.`,
      ],
    },
    {
      title: 'Who did it?',
      points: [say`${'privacy.audit.title'} says who did what, and when. ${'privacy.audit.verify'} tells whether anybody tampered with it.`],
    },
  ],
};
