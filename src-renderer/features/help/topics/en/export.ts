import { keys, say, type Topic } from '../../said.ts';

export const exporting: Topic = {
  about: say`The data is yours, and you can take all of it with you at any time. Files and paper that leave the book are not encrypted: delete or destroy them when you are done.`,
  parts: [
    {
      title: 'Export customers',
      steps: [
        say`Go to ${'ui.nav.transfer'} and press ${'transfer.exportCard.button'}; for some of them only, tick them in the list and press ${'customers.bulk.export'}.`,
        say`Choose ${'transfer.export.which'}, ${'transfer.export.format'} and ${'transfer.export.fields'}.`,
        say`Press ${'transfer.export.start'}.`,
      ],
      points: [
        say`Sales: in ${'sales.title'} press ${'sales.more'}, then ${'sales.export.action'}. Tasks and receivables: press ${'outputs.save'}.`,
        say`Who exported or printed what, and when, stands in ${'privacy.audit.title'}.`,
      ],
    },
    {
      title: 'Print',
      points: [
        say`Press ${keys('mod+p')} in a profile: one A4; what does not fit is named in the foot. The print window can also save a PDF.`,
        say`For a list to ring people from, press ${'outputs.calls.open'}.`,
        say`This help can be printed too: ${'help.print'}, at the top right.`,
      ],
    },
    {
      title: 'Customers who do not want to be disturbed',
      points: [
        say`In the profile set ${'fields.customer.doNotContact'} to ${'fields.doNotContact.all'}, or to ${'fields.doNotContact.marketing'} if they only want no advertising.`,
        say`They stay out of exported tables, call lists and reminders. If the sums must be complete, or you must reach them, untick the box in the export window.`,
      ],
    },
  ],
};
