/** What stands in a calendar file that a phone or another program reads. */
export const calendarFile = {
  name: '{{book}} · 熟客',
  task: '{{title}} · {{name}}',
  nextStep: '约好的联系',
  birthday: '{{name}}生日',
  birthdayAge: '{{name}}生日，满 {{age}} 岁',
  kinds: { task: '待办', nextStep: '约好的联系', care: '关怀', reminder: '提醒', birthday: '生日' },
} as const;
