import { keys, say, word, type Topic } from '../../said.ts';

export const bulk: Topic = {
  about: say`Do the same thing for a few or a few thousand customers in one go, and undo it in one go.`,
  parts: [
    {
      title: 'One thing for many customers',
      steps: [
        say`Tick them in the list with ${keys('space')}, or press ${keys('mod+a')} for all results.`,
        say`A bar appears at the foot: ${'customers.bulk.addTags'}, ${'customers.bulk.removeTags'}, ${'views.bulk.button'}, ${'customers.bulk.export'}, ${'customers.bulk.remove'} and more.`,
        say`${'views.bulk.button'} first shows you ${'views.bulk.examples'}; then press ${word('views.bulk.apply', { count: 20 })}.`,
        say`Not what you wanted? Press ${keys('mod+z')} and all of it is as before.`,
      ],
    },
    {
      title: 'Too many tags',
      points: [
        say`In the settings, under ${'settings.sections.tags'}, rename, colour and group them.`,
        say`“Regular” and “regular customer” mean the same: press ${'views.tags.merge'} and make them one.`,
      ],
    },
  ],
};
