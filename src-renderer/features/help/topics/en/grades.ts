import { say, type Topic } from '../../said.ts';

export const grades: Topic = {
  about: say`The grade says how much a customer matters, the stage how far things have come, the purchase group how lately, how often and for how much they bought. All three tell you why.`,
  parts: [
    {
      title: 'Grades, set by rules',
      steps: [
        say`Open ${'lifecycle.settings.title'} in the settings and switch on ${'lifecycle.settings.enabled'}.`,
        say`Press ${'lifecycle.settings.suggest'}, or ${'lifecycle.settings.add'} to write your own: spent so much, bought so often, last seen within so many days.`,
        say`They are read from the top; the first that fits decides. Press ${'lifecycle.settings.preview'} to see who would change.`,
        say`If it looks right, press ${'lifecycle.settings.apply'}.`,
      ],
      points: [say`For an exception, press the grade in the profile, then ${'lifecycle.why.setByHand'}, and say why. The rules then leave this customer alone, until you press ${'lifecycle.why.byRule'}.`],
    },
    {
      title: 'Stages, from sales',
      points: [
        say`Nothing bought yet is ${'lifecycle.words.visits.lead'}, the first time ${'lifecycle.words.visits.new'}, again ${'lifecycle.words.visits.active'}, often ${'lifecycle.words.visits.loyal'}, not for a while ${'lifecycle.words.visits.atRisk'}, for longer ${'lifecycle.words.visits.lost'}. How many days and how often is up to you.`,
        say`Press the stage in the profile: it says why, and from which day it would change. To hold it, press ${'lifecycle.why.lock'}.`,
        say`${'lifecycle.nav'} shows who went from where to where in each month; click a number for the people.`,
      ],
    },
    {
      title: 'Purchase groups (RFM)',
      points: [
        say`By last purchase, number and amount, everybody who bought is in one of eight groups. Change the limits in ${'lifecycle.settings.title'}. Refunds are taken off the amount.`,
        say`The list can be filtered and grouped by ${'fields.customer.rfm'}, for example to see only those worth winning back.`,
      ],
    },
  ],
};
