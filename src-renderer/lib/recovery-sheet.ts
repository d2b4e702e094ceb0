import type { Language } from '../../shared/modules/words.ts';
import type { Translate } from './i18n.ts';

export const SHEET_STEPS = ['s1', 's2', 's3', 's4', 's5'] as const;

/** The date on the sheet, in full: it is read years later. */
export function sheetDate(at: number, language: Language): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { dateStyle: 'long' }).format(at);
}

/** The sheet as plain text, for the file. Windows line ends, so that the oldest editor shows it right. */
export function sheetText(t: Translate, language: Language, name: string, code: string, at: number): string {
  return [
    `${t('ui.product')} · ${t('session.sheet.heading')}`,
    '',
    `${t('session.sheet.book')}: ${name}`,
    `${t('session.sheet.date')}: ${sheetDate(at, language)}`,
    '',
    `${t('session.sheet.code')}:`,
    '',
    `    ${code}`,
    '',
    `${t('session.sheet.howTo')}:`,
    ...SHEET_STEPS.map((step, index) => `${index + 1}. ${t(`session.sheet.steps.${step}`)}`),
    '',
    t('session.sheet.warning'),
    '',
  ].join('\r\n');
}
