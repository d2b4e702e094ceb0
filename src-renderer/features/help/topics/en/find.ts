import { code, keys, say, type Topic } from '../../said.ts';

export const find: Topic = {
  about: say`Even among tens of thousands, customers appear as you type. You need not know the whole name: the last digits of the phone or a word you talked about will do.`,
  parts: [
    {
      title: 'Search',
      points: [
        say`In ${'ui.nav.customers'} press ${keys('/')} and type: a name, the pinyin of a Chinese name such as ${code('wangxiaoming')}, its initials ${code('wxm')}, or a few digits of the phone in a row.`,
        say`Notes, follow-ups, products bought, numbers of sales and names of files are searched too. The column ${'customers.found.column'} says where it was found.`,
        say`Anywhere else press ${keys('mod+k')}, type the name and press Enter.`,
      ],
    },
    {
      title: 'Filter',
      steps: [
        say`Press ${'customers.filter.add'}, choose what and how, and press ${'customers.filter.apply'}.`,
        say`Add another to narrow it down. All of them stand above the list: click one to change it, its cross to remove it.`,
        say`For “bought three times or more, but not for 90 days”, press ${'segments.builder.advanced'}: it looks at sales and follow-ups, and conditions can be grouped.`,
        say`Read the line ${'segments.builder.sentence'}: is that what you mean? How many customers it finds is counted at once.`,
      ],
    },
    {
      title: 'Keep it for later',
      points: [
        say`Click a heading to sort; press ${'customers.columns.button'} to choose the columns.`,
        say`To keep conditions, columns and order together, press ${'views.saveAs'}. To keep just this group of people, always up to date, press ${'segments.saveAs'}.`,
      ],
    },
  ],
};
