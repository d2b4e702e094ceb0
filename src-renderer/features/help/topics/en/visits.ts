import { keys, say, type Topic } from '../../said.ts';

export const visits: Topic = {
  about: say`A round of return visits is a number of customers, what to ask them, and a few days. Each customer gets one visit; you go from one to the next and see how many are done and how content people are.`,
  parts: [
    {
      title: 'Plan a round',
      steps: [
        say`Open ${'tasks.title'}, press ${'visits.title'} at the top, then ${'visits.add'}.`,
        say`Give it a name, choose ${'visits.method'}, write ${'visits.script'}, and choose a segment under ${'visits.who'}.`,
        say`Choose ${'visits.spread.span'} or ${'visits.spread.perDay'}. Below you see which days it takes, and who stays out because they asked not to be disturbed.`,
        say`Press ${'visits.create'}. Each customer gets one task; all of it is one step of undo.`,
      ],
      points: [say`You can also choose customers in the list and press ${'visits.plan'} behind the button for lists.`],
    },
    {
      title: 'One customer after another',
      steps: [
        say`Open the round and press ${keys('g')} or ${'visits.round'}: what to ask stands on top.`,
        say`Write down what they said, choose ${'portrait.followUp.result'} and ${'fields.followUp.satisfaction'}, and press ${keys('mod+enter')}: the next customer follows.`,
        say`If nobody answers, press ${'portrait.missed.open'} and choose why and when. The attempt is written down too, and does not count as a contact.`,
      ],
      points: [
        say`${'portrait.followUp.insertTemplate'} puts in: their words, as you understood it, whether they agreed, what comes next.`,
        say`To ring from paper, press ${'outputs.calls.open'}.`,
      ],
    },
    {
      title: 'See the results',
      points: [
        say`The page shows ${'visits.counts.done'}, ${'visits.counts.open'}, ${'visits.counts.overdue'} and ${'visits.counts.satisfaction'}, and the visits by satisfaction, result and method.`,
        say`Segments can ask for ${'fields.followUp.satisfaction'} in follow-ups, such as everybody unhappy in the last 90 days.`,
      ],
    },
  ],
};
