/** The outcome of a repair in words: on the screen, and in the file that is kept. */
import type { RepairReport } from '../../../shared/modules/repair.ts';
import type { Language } from '../../../shared/modules/words.ts';
import { formatDateTime } from '../../lib/format.ts';
import type { Translate } from '../../lib/i18n.ts';
import { damageText } from './RepairFound.tsx';

type Missing = RepairReport['missing'][number];

export const missingName = (t: Translate, { name, id }: Missing): string => name ?? t('repair.done.noName', { id });

/** Kinds of which something is missing. */
export const holed = ({ kinds }: RepairReport): RepairReport['kinds'] => kinds.filter(({ lost, stub, older }) => lost + stub + older > 0);

/** Sentences, most important first. */
export function summary(t: Translate, language: Language, report: RepairReport): string[] {
  const { copy, fromCopy, changes, unnamed, files, missing, aside } = report;
  const customers = report.kinds.find(({ kind }) => kind === 'customer')?.kept ?? 0;
  const at = copy === null ? '' : formatDateTime(copy.at, language);
  const isRestored = copy !== null && fromCopy === 0 && missing.length === 0 && unnamed !== 0;
  const isWhole = missing.length === 0 && unnamed === 0;
  return [
    isRestored ? t('repair.done.restored', { at }) : '',
    isWhole ? t('repair.done.nothingMissing', { count: customers }) : t('repair.done.kept', { count: customers }),
    missing.length > 0 ? t('repair.done.some') : '',
    fromCopy > 0 ? t('repair.done.fromCopy', { count: fromCopy, at }) : '',
    isRestored && changes > 0 ? t('repair.done.restoredBehind', { count: changes }) : '',
    !isRestored && unnamed === null ? t('repair.done.unnamedUnknown') : '',
    unnamed !== null && unnamed > 0 ? t('repair.done.unnamed', { count: unnamed }) : '',
    !isRestored && changes > 0 ? t('repair.done.history', { count: changes }) : '',
    files > 0 ? t('repair.done.files', { count: files }) : '',
    aside === null ? '' : t('repair.done.aside', { folder: aside }),
  ].filter((line) => line !== '');
}

/** Everything, as a text file. */
export function listText(t: Translate, language: Language, report: RepairReport): string {
  const lines = [
    t('repair.ask.titleNamed', { name: report.name }),
    formatDateTime(report.at, language),
    '',
    ...report.damage.map((one) => damageText(t, one)),
    '',
    ...summary(t, language, report),
    '',
    ...report.missing.map((one) => [t(`repair.kind.${one.kind}`), missingName(t, one), one.id, t(`repair.done.${one.state}`)].join('\t')),
  ];
  return `${lines.join('\r\n')}\r\n`;
}
