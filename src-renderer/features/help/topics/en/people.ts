import { say, type Topic } from '../../said.ts';

export const people: Topic = {
  about: say`Give your manager and staff a passphrase each. The owner decides what they see and do, and everything is on record under their name.`,
  parts: [
    {
      title: 'Give somebody a passphrase',
      steps: [
        say`In the settings, under ${'settings.sections.security'}, press ${'people.open'}, then ${'people.add'}.`,
        say`Choose a ${'people.role'}: ${'people.roles.manager.name'}, ${'people.roles.staff.name'} or ${'people.roles.readonly.name'}.`,
        say`Under ${'people.rights.title'} tick what they may do besides, such as ${'people.rights.seeAmounts'} or ${'people.rights.export'}. If they look after some customers only, tick ${'people.rights.ownOnly'}.`,
        say`Let them type ${'people.form.passphrase'} themselves and press ${'people.form.save'}. From then on they choose their name under ${'people.who'} when they open the book.`,
      ],
    },
    {
      title: 'Somebody leaves',
      steps: [
        say`In ${'people.title'}, open the menu of that person and press ${'people.menu.leave'}.`,
        say`Choose who takes over their customers and press ${'people.leave.button'}. Their passphrase stops working at once; what they did stays on record.`,
        say`Get back any stick with backups: earlier ones still take the passphrases of their day.`,
        say`If they know the owner’s passphrase, press ${'settings.security.change'}.`,
      ],
    },
    {
      title: 'To be honest',
      points: [
        say`Without ${'people.rights.seePhones'}, they see a part of each phone only; for the rest they press ${'people.contacts.open'}, one customer at a time, on record.`,
        say`Somebody with skill, a valid passphrase and the files of the book may get around the rights, but not read fields marked ${'customFields.ownerOnly.label'}. Give passphrases only to people you trust.`,
        say`If in doubt, look at ${'privacy.audit.title'}.`,
      ],
    },
  ],
};
