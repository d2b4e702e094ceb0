import { code, say, type Topic } from '../../said.ts';

export const fields: Topic = {
  about: say`Number plates, prescriptions, membership numbers, the children’s school: add what your trade needs. A field can also be computed from others.`,
  parts: [
    {
      title: 'Add a field',
      steps: [
        say`Open ${'customFields.page.title'} in the settings and press ${'customFields.page.add'}; for a ready-made set, ${'customFields.page.preset'}.`,
        say`Fill in ${'customFields.dialog.label'} and choose ${'customFields.dialog.kind'}.`,
        say`To require it, to fix how it is written, or to have other headings recognised, open ${'customFields.dialog.more'}.`,
        say`Press ${'customFields.dialog.make'}. It is in the profile, the list, filters, import and export at once.`,
      ],
    },
    {
      title: 'Only for the owner’s eyes',
      points: [
        say`For identity numbers, health and the like, tick ${'customFields.ownerOnly.label'}. Values are encrypted with a key that only the owner’s passphrase and recovery code open; staff see the name of the field and that something is in it.`,
        say`A field you already have: press the pencil, tick it and confirm. What is in it, and what was, is encrypted at once. Backups and exports made before stay as they are.`,
        say`Such a field cannot be searched, sorted, filtered or computed with. An export by the owner holds it readable.`,
        say`Older books ask for your passphrase once and give you a new recovery code: print it, the old one stops working.`,
      ],
    },
    {
      title: 'Formulas',
      points: [
        say`Choose ${'customFields.kind.formula'} as the kind. Fields stand in square brackets, text in quotes, for example ${code('if([Points] >= 1000, "Gold", "Basic")')}.`,
        say`While you write, it is worked out for one of your customers; if something is wrong, it says where.`,
        say`Compute with ${code('+ - * /')}, join text with ${code('&')}, compare with ${code('= <> > >= < <=')}.`,
      ],
      table: 'examples',
    },
    { title: 'All functions for formulas', table: 'functions' },
    {
      title: 'What looks wrong, what needs checking',
      points: [
        say`A phone with too few digits, half an e-mail address, a birthday in the future: you are not stopped, it is listed under ${'customFields.review.filter'}. If it is right, press ${'customFields.review.confirm'} and say why.`,
        say`Data grows old. Under ${'customFields.verify.title'} give each grade a number of days; whoever is due is under ${'customFields.verify.filter'}. When you have asked, press ${'customFields.verify.button'}.`,
      ],
    },
  ],
};
