/**
 * Owner file of ical.js' components: calendars (RFC 5545) and cards (RFC 2426) as text. Days are civil dates and times
 * of day float: they mean the same on a phone in another zone. Lines are at most 75 octets, Chinese ones too.
 */
import ICAL from 'ical.js';

// A line that goes on begins with a space, which the library does not count.
ICAL.foldLength = 74;

export interface IcsEvent {
  readonly uid: string;
  /** Grows with every change, so that a file read again brings the newer one. */
  readonly sequence: number;
  readonly changedAt: number;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** `HH:MM`; `null`: all day. */
  readonly time: string | null;
  readonly summary: string;
  readonly description: string | null;
  readonly category: string;
  /** RRULE, without its name. */
  readonly rule: string | null;
  /** Further days, where no rule says them. */
  readonly days: readonly string[];
  /** Days before on which it is to be told. */
  readonly leads: readonly number[];
  /** When something that has no time is told, `HH:MM`. */
  readonly tellAt: string;
}

const PRODUCT = '-//Regulars//Regulars//EN';
const MINUTES_OF_DAY = 1_440;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The text before the events of a calendar. */
export function calendarHead(name: string): string {
  const head = new ICAL.Component('vcalendar');
  for (const [key, value] of [['version', '2.0'], ['prodid', PRODUCT], ['calscale', 'GREGORIAN'], ['method', 'PUBLISH'], ['x-wr-calname', name]] as const) head.addPropertyWithValue(key, value);
  return head.toString().replace(/END:VCALENDAR$/, '');
}
export const CALENDAR_FOOT = 'END:VCALENDAR\r\n';

const timeOf = (date: string, time: string | null) => (time === null ? ICAL.Time.fromDateString(date) : ICAL.Time.fromDateTimeString(`${date}T${time}:00`));

/** One event, as it stands between head and foot. */
export function eventText(event: IcsEvent): string {
  const vevent = new ICAL.Component('vevent');
  const put = (name: string, value: unknown) => vevent.addPropertyWithValue(name, value);
  const changed = ICAL.Time.fromJSDate(new Date(event.changedAt), true);
  put('uid', event.uid);
  put('dtstamp', changed);
  put('last-modified', changed);
  put('sequence', event.sequence);
  put('dtstart', timeOf(event.date, event.time));
  put('summary', event.summary);
  if (event.description !== null) put('description', event.description);
  put('categories', event.category);
  put('class', 'PRIVATE');
  if (event.time === null) put('transp', 'TRANSPARENT');
  if (event.rule !== null) put('rrule', ruleFor(event.rule, event.time));
  // The first is named as well: some programs take the days named for all of them. Being a set, it is still one.
  for (const day of event.days.length > 0 ? [event.date, ...event.days] : []) put('rdate', timeOf(day, event.time));
  for (const lead of event.leads) vevent.addSubcomponent(alarm(event, lead));
  return `${vevent.toString()}\r\n`;
}

/** The last day of a rule has a time where its days have one (RFC 5545, 3.3.10). */
function ruleFor(rule: string, time: string | null): InstanceType<typeof ICAL.Recur> {
  const whole = time === null ? rule : rule.replace(/UNTIL=(\d{8})(?!T)/, 'UNTIL=$1T235959');
  return ICAL.Recur.fromString(whole);
}

/** Told so many days before; what has no time is counted from the midnight it begins with. */
function alarm({ time, tellAt, summary }: IcsEvent, lead: number): InstanceType<typeof ICAL.Component> {
  const minutes = (time === null ? minutesOf(tellAt) : 0) - lead * MINUTES_OF_DAY;
  const valarm = new ICAL.Component('valarm');
  valarm.addPropertyWithValue('action', 'DISPLAY');
  valarm.addPropertyWithValue('description', summary);
  valarm.addPropertyWithValue('trigger', ICAL.Duration.fromSeconds(minutes * 60));
  return valarm;
}

export interface Card {
  readonly uid: string;
  readonly changedAt: number;
  readonly name: string;
  readonly family: string;
  readonly given: string;
  readonly phones: readonly Labelled[];
  readonly emails: readonly Labelled[];
  readonly company: string | null;
  readonly title: string | null;
  readonly address: string | null;
  /** `YYYY-MM-DD`, solar with its year. */
  readonly birthday: string | null;
}
interface Labelled {
  readonly value: string;
  readonly label?: string | undefined;
}

/** One card, version 3.0: what every phone reads. */
export function cardText(card: Card): string {
  const vcard = new ICAL.Component('vcard');
  const put = (name: string, value: unknown) => vcard.addPropertyWithValue(name, value);
  put('version', '3.0');
  put('uid', card.uid);
  put('rev', new Date(card.changedAt).toISOString().replace(/\.\d+Z$/, 'Z'));
  put('fn', card.name);
  put('n', [card.family, card.given, '', '', '']);
  for (const { value, label } of card.phones) put('tel', value).setParameter('type', telType(label));
  for (const { value } of card.emails) put('email', value).setParameter('type', 'INTERNET');
  if (card.company !== null) put('org', [card.company]);
  if (card.title !== null) put('title', card.title);
  if (card.address !== null) put('adr', ['', '', card.address, '', '', '', '']);
  if (card.birthday !== null) put('bday', card.birthday);
  return `${vcard.toString()}\r\n`;
}

/** The words people write on their numbers, as phones sort them. */
function telType(label: string | undefined): string {
  if (/公司|单位|工作|办公|work|office/i.test(label ?? '')) return 'WORK';
  if (/家|宅|home/i.test(label ?? '')) return 'HOME';
  return 'CELL';
}
