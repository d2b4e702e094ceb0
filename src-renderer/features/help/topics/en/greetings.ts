import { say, word, type Topic } from '../../said.ts';

export const greetings: Topic = {
  about: say`Write one greeting; each customer gets their own name and your shop’s. The program sends nothing: you copy it, open it as a text or an email, or print it, and note that you were in touch.`,
  parts: [
    {
      title: 'Prepare texts',
      steps: [
        say`Open ${'tasks.title'} and press ${'care.tabs.greetings'} at the top.`,
        say`Press ${'greetings.ready'} for birthdays, festivals, follow-ups and payments, or ${'greetings.add'} to write your own.`,
        say`While writing, buttons such as ${'care.fields.call'} and ${'care.fields.book'} put fields in; below stands what a real customer would get.`,
      ],
    },
    {
      title: 'Greet many customers',
      steps: [
        say`In ${'ui.nav.customers'} tick some and press ${'greetings.use'}; on ${'today.title'} it stands beside birthdays and festivals, and in the menu of a segment.`,
        say`Choose ${'greetings.which'}. The list shows what each would get; gaps stand out. Press ${word('greetings.missing', { count: 3, field: 'Company' })} to see only those, and fill them in at the right.`,
        say`Press C to copy, then paste it into a chat; or press ${'greetings.sms'} or ${'greetings.mail'}.`,
        say`Press M for ${'greetings.contactedNext'}. How and what you wrote goes into the customer’s follow-ups.`,
        say`Or note them all at the end with ${word('greetings.markAll', { count: 8 })}: one step to undo.`,
      ],
      points: [
        say`Who asked not to be disturbed, wants no advertising or took their consent back stands under ${'greetings.tabs.out'} with the reason. If you mean it, press ${'greetings.take'}.`,
        say`A text with gaps is neither copied nor printed, so that no customer ever gets braces.`,
        say`${'greetings.print'} makes an A4 letter for each, or one list.`,
      ],
    },
    {
      title: 'Note gifts',
      steps: [
        say`In a profile, under ${'gifts.title'}, press ${'gifts.add'} and write what it was, the day, the occasion and the cost.`,
        say`What it came to each year is added up; it stands in the timeline too, with undo and history like everything else.`,
      ],
    },
  ],
};
