import { say, type Topic } from '../../said.ts';

export const privacy: Topic = {
  about: say`In China the Personal Information Protection Law, in Europe the GDPR, elsewhere something similar gives your customers rights. This is how to meet them here, in plain words. It is not legal advice; if in doubt, ask a lawyer.`,
  parts: [
    {
      title: 'Before you write things down',
      points: [
        say`Keep only what you need. Tell customers what you keep and why: press ${'consents.add'} in the profile and choose ${'consents.kinds.notice'}; if they said yes, ${'consents.kinds.consent'}.`,
        say`For many at once, tick them in the list and press ${'consents.addMany'}.`,
        say`Identity numbers, health, whereabouts and the like need consent of their own; for young children (in China under 14) a parent must agree.`,
        say`They may change their mind at any time: press ${'consents.withdraw'}. If they do not want to hear from you, set ${'fields.customer.doNotContact'} too.`,
      ],
    },
    {
      title: '“What do you have about me? Give me a copy”',
      steps: [
        say`First make sure it is really them. Open the profile, press ${'privacy.menu'}, then ${'person.button'}.`,
        say`Press ${'person.start'}. You get an archive: a page to read and print, and all their files.`,
        say`Hand it over, then delete the copy on your own computer.`,
      ],
    },
    {
      title: '“This is wrong”',
      points: [say`Correct it in the profile. What it was, and when it was changed, stands in ${'profile.section.history'}.`],
    },
    {
      title: '“Delete me”',
      steps: [
        say`Open the profile, press ${'privacy.menu'}, then ${'privacy.erase.button'}.`,
        say`Read what goes and what stays. Amounts and dates of sales stay, with nothing personal, so that your accounts remain the same.`,
        say`Type the name and press ${'privacy.erase.ok'}. This cannot be undone.`,
      ],
      points: [
        say`Moving somebody to ${'ui.nav.bin'} is not deleting: they are erased only after 90 days there.`,
        say`They are still in older backups. When such a backup is restored they are erased again by itself; if that is not enough, delete the old backup files too.`,
        say`Do it soon after you are asked, and say when it is done. What the law makes you keep, you may keep; say why.`,
      ],
    },
  ],
};
