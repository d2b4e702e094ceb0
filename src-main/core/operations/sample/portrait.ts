/** The practice book's likes, relations and files; the same ones every time. */
import type { Language } from '../../../../shared/modules/words.ts';
import { write } from '../../changes/write.ts';
import type { ActionInput, Writer } from '../../changes/write.ts';
import { mimeOf, noteBlob } from '../../domain/attachments/index.ts';
import type { OpenBook } from '../../domain/context.ts';
import { seeded } from './people.ts';
import { cardPicture } from './picture.ts';
import { portraitEn, portraitZh } from './portrait-words.ts';
import type { PortraitWords } from './portrait-words.ts';

const wordsOf = (language: Language): PortraitWords => (language === 'zh-CN' ? portraitZh : portraitEn);

/** Answers what the next customer likes and how they want to be reached; one in three has none of it. */
export function samplePortraits(language: Language): () => Readonly<Record<string, unknown>> {
  const words = wordsOf(language);
  const random = seeded(20_261_123);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  return () => ({
    preferences: random() < 0.35 ? pick(words.likes) : null,
    painPoints: random() < 0.18 ? pick(words.concerns) : null,
    preferredMethod: random() < 0.4 ? pick(['wechat', 'wechat', 'phone', 'store', 'sms'] as const) : null,
    preferredTime: random() < 0.25 ? pick(words.times) : null,
    doNotContact: random() < 0.04 ? pick(['all', 'marketing', 'marketing'] as const) : null,
    starred: random() < 0.06 ? 'yes' : null,
  });
}

/** Outcome and intent of the follow-ups, most of them good. */
export function sampleOutcomes(): () => Readonly<Record<string, unknown>> {
  const random = seeded(20_261_124);
  const results = ['reached', 'reached', 'thinking', 'agreed', 'agreed', 'noAnswer', 'refused', 'complaint'] as const;
  const intents = ['high', 'medium', 'medium', 'low'] as const;
  return () => ({
    result: random() < 0.7 ? results[Math.floor(random() * results.length)] : null,
    intent: random() < 0.4 ? intents[Math.floor(random() * intents.length)] : null,
  });
}

interface Made {
  readonly id: number;
  readonly kind: string;
}

/** Families, referrers, colleagues, and the people of the companies that are customers themselves. */
export function addRelations(book: OpenBook, action: ActionInput, made: readonly Made[], language: Language): void {
  const words = wordsOf(language);
  const random = seeded(20_261_125);
  const persons = made.filter((one) => one.kind === 'individual');
  const companies = made.filter((one) => one.kind === 'company');
  const link = (w: Writer, fromId: number, toId: number, kind: string, more: object = {}) =>
    fromId !== toId && w.create('relation', { fromId, toId, kind, label: null, reverseLabel: null, role: null, notes: null, ...more });
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  write(book.write, action, (w) => {
    for (let i = 0; i + 1 < persons.length; i += 7) link(w, persons[i]!.id, persons[i + 1]!.id, pick(['spouse', 'friend', 'family', 'classmate'] as const));
    for (let i = 3; i < persons.length; i += 9) link(w, persons[i]!.id, pick(persons.slice(0, 30)).id, 'referrer');
    for (const [i, company] of companies.entries()) {
      for (let n = 0; n < 1 + (i % 3); n++) link(w, pick(persons).id, company.id, 'employer', { role: words.roles[(i + n) % words.roles.length] });
    }
    link(w, persons[2]!.id, persons[5]!.id, 'own', words.own);
  });
}

/** A few pictures and a note, so that the attachments of the practice book can be looked at. */
export async function addSampleFiles(book: OpenBook, language: Language): Promise<void> {
  const words = wordsOf(language);
  const ids = book.db.raw.prepare<[], number>('SELECT id FROM customer WHERE deleted_at IS NULL ORDER BY id LIMIT 6').pluck().all();
  const action = { kind: 'sample.fill', actor: 'owner', origin: 'job' as const };
  for (const [i, customerId] of ids.entries()) {
    const isNote = i % 2 === 1;
    const bytes = isNote ? Buffer.from(words.note.text) : cardPicture(i);
    const stored = await book.blobs.put({ content: () => once(bytes) });
    const name = isNote ? words.note.name : words.card;
    write(book.write, action, (w) => {
      noteBlob(w.db, stored.hash, stored.sizeBytes, w.now);
      w.create('attachment', { customerId, followUpId: null, blob: stored.hash, thumb: null, name, mime: mimeOf(name, bytes), sizeBytes: stored.sizeBytes });
    });
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
