import { InputNumber } from 'antd';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { queryClient } from '../../lib/query-client.ts';
import { showToast } from '../../lib/toast.ts';
import { useBookSettings } from '../common/use-choices.ts';
import './fields-page.css';

/** How often customers of a grade are to be heard of; empty: as it comes. */
export function ContactCycles() {
  const t = useT();
  const settings = useBookSettings();
  if (!settings) return null;
  const { byGrade } = settings.contactDays;
  const setGrade = async (grade: string, days: number | null): Promise<void> => {
    const { [grade]: _, ...rest } = byGrade;
    const reply = await api.call('settings.set', { contactDays: { byGrade: days === null ? rest : { ...rest, [grade]: days } } });
    // Who is due follows from it.
    void queryClient.invalidateQueries({ queryKey: ['customers.list'] });
    if (!reply.ok) showToast({ kind: 'error', text: errorLine(t, reply.error) });
  };
  return (
    <section aria-label={t('today.contact.title')}>
      <h2>{t('today.contact.title')}</h2>
      <p className="quiet">{t('today.contact.hint')}</p>
      <ul className="field-group built-in">
        {settings.grades.map((grade) => (
          <li key={grade} className="field-row">
            <span className="own-name">{grade}</span>
            <InputNumber<number> controls={false} size="small" min={1} max={3650} value={byGrade[grade] ?? null} placeholder={t('today.contact.none')} aria-label={t('today.contact.daysOf', { grade })} suffix={t('customFields.verify.days')} onChange={(days) => void setGrade(grade, days)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
