/** What the fields of a text stand for with one customer. */
import { texts } from '../../../../shared/i18n/index.ts';
import { nextBirthday } from '../../../../shared/kernel/birthday.ts';
import type { Festival } from '../../../../shared/kernel/festivals.ts';
import { dayOfIso, isoOfDay } from '../../../../shared/kernel/formula-functions.ts';
import { lunarDayName, lunarMonthName } from '../../../../shared/kernel/lunar-words.ts';
import type { MergeValues } from '../../../../shared/kernel/merge-text.ts';
import { salutation } from '../../../../shared/kernel/merge-text.ts';
import { parsePartialDate, type PartialDate } from '../../../../shared/kernel/partial-date.ts';
import type { Customer } from '../../../../shared/modules/customers.ts';
import type { Language } from '../../../../shared/modules/words.ts';
import { isoDate } from '../../kernel/civil-date.ts';
import type { OpenBook } from '../context.ts';
import { readSettings } from '../settings/index.ts';

/** Good wishes may come late: a birthday of the last days is still the one that is meant. */
const LATE_DAYS = 7;

/** Answers the values of one customer after the other. Dates are written out in the language of the book, since the text goes to a customer. */
export function mergeValuesOf(book: OpenBook, festival: Festival | null = null): (customer: Customer) => MergeValues {
  const { language, name: shop } = readSettings(book.db);
  const today = isoDate(book.clock.now());
  return (customer) => {
    const { name, title, lastSaleOn, lastContactOn } = customer;
    const company = customer.company ?? (customer.kind === 'company' ? name : null);
    const born = customer.birthday === null ? null : parsePartialDate(customer.birthday);
    return {
      name,
      call: salutation(customer),
      company,
      title,
      lastSale: lastSaleOn === null ? null : longDate(lastSaleOn, language),
      lastContact: lastContactOn === null ? null : longDate(isoDate(lastContactOn), language),
      birthday: born && dayWords(born, language),
      age: born && ageWords(born, today),
      festival: festival && texts[language].calendar.festival[festival],
      book: shop,
    };
  };
}

function longDate(isoDay: string, language: Language): string {
  const [year = 0, month = 1, day = 1] = isoDay.split('-').map(Number);
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { month: 'long', day: 'numeric' }).format(new Date(year, month - 1, day));
}

/** 5月6日, 农历腊月廿三. */
function dayWords(date: PartialDate, language: Language): string {
  // 2000 is a leap year: 29 February can be written.
  if (date.calendar === 'solar') return longDate(`2000-${String(date.month).padStart(2, '0')}-${String(date.day).padStart(2, '0')}`, language);
  if (language === 'en') return `${date.month}/${date.day} of the lunar calendar`;
  return `农历${lunarMonthName(date.month, date.leap)}${lunarDayName(date.day)}`;
}

/** The years completed on the birthday that is meant; nothing without a year of birth, or for a company's day that is still to come. */
function ageWords(date: PartialDate, today: string): string | null {
  const from = isoOfDay((dayOfIso(today) ?? 0) - LATE_DAYS);
  const age = nextBirthday(date, from)?.age ?? null;
  return age === null || age < 1 ? null : String(age);
}
