import { keys, say, type Topic } from '../../said.ts';

export const tasks: Topic = {
  about: say`What is to be done today stands in ${'today.title'}: tasks that are due, birthdays and festivals to come, money to come in, customers you have not heard from for long.`,
  parts: [
    {
      title: 'Add a task',
      steps: [
        say`Press ${keys('t')} in a customer’s profile, or ${keys('n')} in ${'tasks.title'}.`,
        say`Fill in ${'tasks.what'} and ${'tasks.due'}. What has no day stands last, for when there is time.`,
        say`Press ${'ui.actions.save'}. The next contact agreed in a follow-up stands here by itself.`,
      ],
    },
    {
      title: 'Done, later, or not at all',
      points: [
        say`${keys('space')} is done, ${keys('f')} is ${'tasks.doneWithFollowUp'}, ${keys('s')} is tomorrow, ${keys('m')} is next Monday, ${keys('x')} is ${'tasks.skip'}. All of them can be undone.`,
        say`Where a task comes with a message, press ${'tasks.copy'} and paste it where you write to the customer, then press ${'tasks.contacted'}. Regulars itself sends nothing.`,
      ],
    },
    {
      title: 'Keep in touch with old customers',
      steps: [
        say`Open ${'lifecycle.settings.title'} in the settings and find ${'today.contact.title'}.`,
        say`Give each grade a number of days, for example 30 for your best.`,
        say`Whoever is past it appears in ${'today.title'} under ${'today.contact.due'}. Those who asked not to be disturbed do not.`,
        say`Days count from the last real contact; a call nobody took is none. The later and the better the grade, the higher they stand.`,
        say`One customer is different: change ${'fields.customer.contactEvery'} among the contacts of their profile to ${'today.contact.own'} or ${'today.contact.never0'}.`,
      ],
    },
    {
      title: 'Ring them from a sheet of paper',
      points: [say`Press ${'outputs.calls.open'} in ${'today.title'}, ${'tasks.title'}, the list of customers or a segment: one A4, to cross off and write on.`],
    },
  ],
};
