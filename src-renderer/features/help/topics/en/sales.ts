import { keys, say, word, type Topic } from '../../said.ts';

export const sales: Topic = {
  about: say`Who bought what, what they paid and what they still owe, line by line. Currencies are never mixed in a sum.`,
  parts: [
    {
      title: 'Record a sale',
      steps: [
        say`In ${'sales.title'} press ${keys('n')} or ${'sales.add'}.`,
        say`Choose the customer, type a few letters of the product and choose it. If it is not in the price list, the line ${word('sales.form.create', { text: 'Oolong' })} makes it there and then.`,
        say`Choose ${'sales.form.paidAll'}, ${'sales.form.paidPart'} or ${'sales.form.paidNone'}. If something is left to pay, fill in ${'sales.form.due'}.`,
        say`Press ${'ui.actions.save'}.`,
      ],
    },
    {
      title: 'Instalments',
      steps: [
        say`When something is left to pay, set ${'sales.plan.how'} to ${'sales.plan.parts'}.`,
        say`Fill in ${'sales.plan.count'}, ${'sales.plan.first'} and ${'sales.plan.every'}; day and amount of each can still be changed.`,
        say`Choose ${'sales.plan.remind'}. Shortly before it is due, it appears in ${'today.title'} under ${'today.money'}.`,
      ],
    },
    {
      title: 'Payments and what is owed',
      points: [
        say`Somebody comes to pay: press ${keys('n')} in ${'sales.receivables.title'}, or ${'sales.detail.pay'} in the sale. What was due first is settled first; what is too much is kept as credit.`,
        say`${'sales.receivables.title'} shows what is owed by how late it is; ${'outputs.save'} makes a table of it.`,
        say`A settled sale is locked against slips; to change it all the same, press ${'sales.detail.unlock'}. For goods that come back, press ${'sales.detail.refund'}.`,
        say`If you are paid in other currencies, note rates in the settings under ${'settings.sections.rates'}; only then is there one total.`,
      ],
    },
    {
      title: 'Bring your old books in',
      points: [
        say`In ${'sales.title'} press ${'sales.more'}, then ${'saleImport.start'}. One line is one sale; lines with the same number become one.`,
        say`Price lists come in on the page ${'sales.products.title'} with ${'sales.products.import'}.`,
      ],
    },
  ],
};
