/** Fills the practice book (示例客户簿): 300 invented customers of a shop with sales, follow-ups and birthdays. */
import type { Language } from '../../../../shared/modules/words.ts';
import { write } from '../../changes/write.ts';
import { prepareDraft } from '../../domain/customers/index.ts';
import type { OpenBook } from '../../domain/context.ts';
import { saveSettings } from '../../domain/settings/index.ts';
import { samplePeople } from './people.ts';
import { en } from './words-en.ts';
import { zh } from './words-zh.ts';

/** Customers per transaction; with their sales and follow-ups well under the pipeline's limit. */
const BATCH = 60;

/** Writes the sample through the ordinary pipeline, so history and search work as in a real book. */
export function fillSample(book: OpenBook, language: Language): void {
  const words = language === 'zh-CN' ? zh : en;
  const action = { kind: 'sample.fill', actor: 'owner', origin: 'job' as const };
  saveSettings(book.db, { currency: words.currency, sources: [...words.sources], grades: [...words.grades] });
  const tagIds = write(book.write, action, (w) => words.tags.map((tag) => w.create('tag', { ...tag }))).value;
  const people = samplePeople(words, tagIds, book.clock.now());
  for (let i = 0; i < people.length; i += BATCH) {
    write(book.write, action, (w) => {
      for (const person of people.slice(i, i + BATCH)) {
        const customerId = w.create('customer', { ...prepareDraft(person.fields as { name: string }), createdAt: person.fields['createdAt'] });
        for (const sale of person.sales) w.create('sale', { ...sale, customerId });
        for (const followUp of person.followUps) w.create('followUp', { ...followUp, customerId });
      }
    });
  }
}
