import { code, keys, say, type Topic } from '../../said.ts';

export const keysAndEntry: Topic = {
  about: say`With your hands on the keyboard everything is faster. ${keys('mod+k')} alone is enough to remember: type a customer’s name, or what you want to do.`,
  parts: [
    {
      title: 'Quick entry',
      points: [
        say`In ${'ui.nav.customers'} press ${keys('n')} and type name and phone. ${keys('enter')} saves; ${keys('mod+enter')} saves and starts another.`,
        say`Paste a whole line such as “Anna Smith, 020 7946 0958, 12 Mill Lane” into the name: phone and address are sorted out. If that was wrong, press ${'customers.create.readUndo'}.`,
        say`If phone or WeChat are those of somebody else, it says ${'customers.duplicate.title'}. If they really are two people, press ${'customers.duplicate.notSame'}.`,
        say`Interrupted in the middle? What you had typed is there when you open the form again.`,
      ],
    },
    {
      title: 'In the list',
      points: [
        say`${keys('arrowup')} ${keys('arrowdown')} change the row, ${keys('enter')} opens it, ${keys('space')} ticks it; with ${keys('shift')} held, up and down tick one after the other.`,
        say`${keys('arrowleft')} ${keys('arrowright')} change the cell, ${keys('f2')} edits it in place.`,
        say`${keys('mod+k')} takes the beginning of any word: ${code('imp')} finds ${'palette.commands.import'}.`,
      ],
    },
    {
      title: 'Keys',
      points: [say`Keys of one letter do nothing while you type into a field. Press ${keys('?')} for all the keys that work on the page you see.`],
      table: 'keys',
    },
  ],
};
