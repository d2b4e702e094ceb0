/** What stands in a calendar file that a phone or another program reads. */
export const calendarFile = {
  name: '{{book}} · Regulars',
  task: '{{title}} · {{name}}',
  nextStep: 'Agreed contact',
  birthday: '{{name}}’s birthday',
  birthdayAge: '{{name}} turns {{age}}',
  kinds: { task: 'Task', nextStep: 'Agreed contact', care: 'Care', reminder: 'Reminder', birthday: 'Birthday' },
} as const;
