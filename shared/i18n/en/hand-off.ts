/** What goes to a phone: a code for its camera, a calendar file, a file of cards. */
export const handOff = {
  button: 'To phone',
  cards: 'Save as cards',
  calendarButton: 'Export',
  titles: { card: 'Save the customer to a phone', event: 'Put this into a phone’s calendar', calls: 'Take the call list along', cards: 'Save as contact cards', calendar: 'Export the calendar' },
  code: 'Code for {{name}}',
  how: {
    card: 'Point a phone’s camera at it and choose to add the contact. It goes from screen to phone, not over any network.',
    event: 'Point a phone’s camera at it and choose to add the event. Where a camera only shows the text, save the file and open it on the phone.',
    calls: 'Point a phone’s camera at it: names, phones and reasons are on the phone.',
  },
  surname: 'Surname only',
  left_one: '{{count}} customer found no room; use the call list on paper.',
  left_other: '{{count}} customers found no room; use the call list on paper.',
  tooLong: 'That is more than one code can hold. Save it as a file.',
  save: { card: 'Save as a card', event: 'Save as a calendar file', calls: 'Save as text' },
  warning: 'On the phone it is no longer encrypted and cannot be taken back.',
  naming: { legend: 'Customers’ names', full: 'In full', fullHint: 'A phone that nobody else looks at', surname: 'Surname only', surnameHint: 'Whoever finds the phone does not learn who it is; notes stay out' },
  which: { legend: 'Which days', shown: 'The days on screen', quarter: 'Three months from today', year: 'A year from today' },
  calendarHow: 'An ICS file, which the calendar of a phone or computer takes in. Exported and taken in again, changed entries are brought up to date, none is doubled.',
  calendarName: '{{name}} calendar {{date}}',
  cardsName: '{{name}} contacts {{date}}',
} as const;
