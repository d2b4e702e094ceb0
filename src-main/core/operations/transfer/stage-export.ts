/** The lifecycle stage of a customer in an exported file, in the words the book uses. */
import { en } from '../../../../shared/i18n/en/index.ts';
import { zhCN } from '../../../../shared/i18n/zh-CN/index.ts';
import type { Language } from '../../../../shared/modules/words.ts';
import type { Row } from '../../changes/rows.ts';
import { stageRules } from '../../changes/facts/index.ts';
import { stageOf } from '../../domain/customers/index.ts';
import type { WorkerBook } from '../worker-book.ts';

/** Reads the stage of rows as of now. */
export function stageReader({ db, write }: WorkerBook, language: Language): (row: Row) => string {
  const texts = (language === 'en' ? en : zhCN).lifecycle;
  const words = texts.words[stageRules(db).words];
  return (row) => words[stageOf(db, write.clock.now(), row)];
}
