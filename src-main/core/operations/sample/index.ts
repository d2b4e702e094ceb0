/** Fills the practice book (示例客户簿): 300 invented customers of a shop with sales, follow-ups and birthdays. */
import type { Language } from '../../../../shared/modules/words.ts';
import { bookCurrency } from '../../changes/facts/index.ts';
import type { Writer } from '../../changes/write.ts';
import { write } from '../../changes/write.ts';
import type { Product } from '../../../../shared/modules/products.ts';
import { namePinyin } from '../../kernel/pinyin.ts';
import { prepareDraft } from '../../domain/customers/index.ts';
import type { OpenBook } from '../../domain/context.ts';
import { rowToProduct } from '../../domain/products/index.ts';
import { priceLines, takeSaleNumber } from '../../domain/sales/index.ts';
import { followCurrency, saveSettings } from '../../domain/settings/index.ts';
import { addCare } from './care.ts';
import { sampleOwn } from './custom-values.ts';
import type { SampleSale } from './people.ts';
import { samplePeople } from './people.ts';
import { addRelations, sampleOutcomes, samplePortraits } from './portrait.ts';
import { addSegmentsAndViews } from './views.ts';
import type { SampleWords } from './sample-words.ts';
import { en } from './words-en.ts';
import { zh } from './words-zh.ts';

/** Customers per transaction; with their sales and follow-ups well under the pipeline's limit. */
const BATCH = 60;

/** Writes the sample through the ordinary pipeline, so history and search work as in a real book. */
export function fillSample(book: OpenBook, language: Language): void {
  const words = language === 'zh-CN' ? zh : en;
  const action = { kind: 'sample.fill', actor: 'owner', origin: 'job' as const };
  write(book.write, action, (w) => {
    const before = bookCurrency(w.db);
    saveSettings(w.db, { currency: words.currency, sources: [...words.sources], grades: [...words.grades] });
    followCurrency(w, before);
  });
  const tagIds = write(book.write, action, (w) => words.tags.map((tag) => w.create('tag', { ...tag }))).value;
  const products = write(book.write, action, (w) => addProducts(w, words)).value;
  const people = samplePeople(words, tagIds, book.clock.now());
  const own = sampleOwn(book.db, book.clock.now());
  const likes = samplePortraits(language);
  const outcome = sampleOutcomes();
  const made: number[] = [];
  for (let i = 0; i < people.length; i += BATCH) {
    write(book.write, action, (w) => {
      for (const person of people.slice(i, i + BATCH)) {
        const customerId = w.create('customer', { ...prepareDraft(person.fields as { name: string }), ...own(Number(person.fields['createdAt']), made), ...likes(), createdAt: person.fields['createdAt'] });
        made.push(customerId);
        for (const sale of person.sales) addSale(w, customerId, sale, products, words.currency);
        for (const followUp of person.followUps) w.create('followUp', { ...followUp, ...outcome(), customerId });
      }
    });
  }
  addSegmentsAndViews(book.write, action, language, made.filter((_, i) => i % 25 === 3));
  addCare(book, action, made, language);
  addRelations(book, action, people.map((person, i) => ({ id: made[i]!, kind: String(person.fields['kind']) })), language);
}

function addProducts(w: Writer, words: SampleWords): Product[] {
  return words.products.map((product) => {
    const id = w.create('product', { ...product, pinyin: namePinyin(product.name).full, currency: words.currency });
    const row = w.get('product', id);
    if (!row) throw new Error('a product just written is not there');
    return rowToProduct(row);
  });
}

function addSale(w: Writer, customerId: number, sale: SampleSale, products: readonly Product[], currency: string): void {
  const lines = sale.lines.map((line) => ({ productId: products[line.product]!.id, quantity: line.quantity * 1000, discountMinor: 0 }));
  const find = (id: number) => products.find((p) => p.id === id) ?? null;
  const full = priceLines(lines, 0, currency, find).amountMinor;
  const priced = priceLines(lines, Math.round((full * sale.percentOff) / 100), currency, find);
  const paidMinor = sale.paid === 'all' ? priced.amountMinor : sale.paid === 'half' ? Math.floor(priced.amountMinor / 2) : 0;
  const { date, dueDate } = sale;
  const payMethod = paidMinor > 0 ? 'wechat' : null;
  const id = w.create('sale', { customerId, kind: 'sale', date, dueDate, ...priced, currency, paidMinor, payMethod });
  w.update('sale', id, { number: takeSaleNumber(w, date, id) });
}

export { addSampleFiles } from './portrait.ts';
