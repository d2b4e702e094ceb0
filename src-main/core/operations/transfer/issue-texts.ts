/** Sentences of the error file, in the book's language. */
import type { Language } from '../../../../shared/modules/words.ts';
import { transfer as en } from '../../../../shared/i18n/en/transfer.ts';
import { transfer as zh } from '../../../../shared/i18n/zh-CN/transfer.ts';

/** What an issue means, for people. */
export function issueText(language: Language, code: string): string {
  const texts: Readonly<Record<string, string>> = (language === 'zh-CN' ? zh : en).issues;
  return texts[code.replaceAll('.', '_')] ?? code;
}

/** Headings of the two columns in front; when the mended file comes back, they are known and ignored. */
export function errorFileLabels(language: Language): { readonly row: string; readonly reason: string } {
  return language === 'zh-CN' ? { row: '原文件行号', reason: '未导入原因' } : { row: 'Row in file', reason: 'Reason not imported' };
}
