import { useLanguage, useT } from '../lib/i18n.ts';
import { SHEET_STEPS, sheetDate } from '../lib/recovery-sheet.ts';
import './recovery.css';

/** The A4 sheet: on paper only. */
export function RecoverySheet({ name, code }: { readonly name: string; readonly code: string }) {
  const t = useT();
  const language = useLanguage();
  return (
    <section className="recovery-sheet print-only">
      <h1>
        {t('ui.product')} · {t('session.sheet.heading')}
      </h1>
      <dl>
        <dt>{t('session.sheet.book')}</dt>
        <dd>{name}</dd>
        <dt>{t('session.sheet.date')}</dt>
        <dd>{sheetDate(Date.now(), language)}</dd>
        <dt>{t('session.sheet.code')}</dt>
        <dd className="sheet-code">{code}</dd>
      </dl>
      <h2>{t('session.sheet.howTo')}</h2>
      <ol>
        {SHEET_STEPS.map((step) => (
          <li key={step}>{t(`session.sheet.steps.${step}`)}</li>
        ))}
      </ol>
      <p className="sheet-warning">{t('session.sheet.warning')}</p>
    </section>
  );
}
