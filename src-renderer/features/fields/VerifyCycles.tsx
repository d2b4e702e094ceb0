import { InputNumber } from 'antd';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { useBookSettings } from '../common/use-choices.ts';

/** After how many days a customer is to be checked again: for every grade its own number, or that of all the others. */
export function VerifyCycles() {
  const t = useT();
  const settings = useBookSettings();
  if (!settings) return null;
  const { verifyDays } = settings;
  const save = async (next: typeof verifyDays): Promise<void> => {
    const reply = await api.call('settings.set', { verifyDays: next });
    if (!reply.ok) showToast({ kind: 'error', text: errorLine(t, reply.error) });
  };
  const setGrade = (grade: string, days: number | null): void => {
    const { [grade]: _, ...rest } = verifyDays.byGrade;
    void save({ ...verifyDays, byGrade: days === null ? rest : { ...rest, [grade]: days } });
  };
  return (
    <section aria-label={t('customFields.verify.title')}>
      <h2>{t('customFields.verify.title')}</h2>
      <p className="quiet">{t('customFields.verify.hint')}</p>
      <ul className="field-group built-in">
        <li className="field-row">
          <span className="own-name">{t('customFields.verify.others')}</span>
          <InputNumber<number> controls={false} size="small" min={1} max={3650} value={verifyDays.default} aria-label={t('customFields.verify.daysOf', { grade: t('customFields.verify.others') })} suffix={t('customFields.verify.days')} onChange={(days) => days !== null && void save({ ...verifyDays, default: days })} />
        </li>
        {settings.grades.map((grade) => (
          <li key={grade} className="field-row">
            <span className="own-name">{grade}</span>
            <InputNumber<number> controls={false} size="small" min={1} max={3650} value={verifyDays.byGrade[grade] ?? null} placeholder={String(verifyDays.default)} aria-label={t('customFields.verify.daysOf', { grade })} suffix={t('customFields.verify.days')} onChange={(days) => setGrade(grade, days)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
