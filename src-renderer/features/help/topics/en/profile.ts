import { keys, say, type Topic } from '../../said.ts';

export const profile: Topic = {
  about: say`Everything about one customer is on one page: how to reach them, what they like, their family, what they bought, what you talked about, and what comes next.`,
  parts: [
    {
      title: 'Look and edit',
      points: [
        say`Click a name in the list and the profile slides in; press ${'profile.openFull'} for the whole page. ${keys('j')} and ${keys('k')} go to the next and the previous customer.`,
        say`At the top is what you need at a glance: ${'portrait.nextStep'}, ${'portrait.lastContact'}, ${'portrait.lastSale'}, what they owe and complaints still open.`,
        say`Click anything to edit it; it is saved by itself. If it was a mistake, press ${keys('mod+z')}.`,
      ],
    },
    {
      title: 'Write down a contact',
      steps: [
        say`Press ${keys('f')} or ${'portrait.followUp.title'}.`,
        say`Write what you talked about and choose ${'portrait.followUp.method'} and ${'portrait.followUp.result'}. Pictures can be pasted.`,
        say`Under ${'portrait.followUp.next'} choose ${'portrait.followUp.tomorrow'}, ${'portrait.followUp.in3days'} or another day. On that day it appears in ${'today.title'}.`,
        say`Press ${keys('mod+enter')} to save.`,
      ],
    },
    {
      title: 'People, files and the timeline',
      points: [
        say`Press ${'portrait.relations.add'} for family, colleagues, and who recommended them; ${'portrait.relations.graph'} draws how they belong together.`,
        say`Drag photos and contracts onto the profile. They are kept encrypted and are in the backups.`,
        say`${'portrait.sections.timeline'} holds what was said, bought and changed, in order. Show one kind only, or jump to a date.`,
      ],
    },
  ],
};
