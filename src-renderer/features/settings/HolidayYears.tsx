import { Button } from 'antd';
import { useState } from 'react';
import type { AppError } from '../../../shared/kernel/result.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { pickFile } from '../../lib/files.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { May } from '../../lib/may.tsx';
import { showToast } from '../../lib/toast.ts';
import { ErrorNote } from '../../ui/States.tsx';
import { Deed } from './Section.tsx';

/** Which years of public holidays are announced and which only follow from the law; further ones come from a file. */
export function HolidayYears() {
  const t = useT();
  const language = useLanguage();
  const { data } = useApiQuery('holidays.years', {});
  const [error, setError] = useState<AppError | null>(null);
  const update = async (): Promise<void> => {
    setError(null);
    const picked = await pickFile('.json');
    if (!picked.ok) return setError(picked.error);
    if (picked.value === null) return;
    const reply = await api.call('holidays.import', { file: picked.value.token });
    if (!reply.ok) return setError(reply.error);
    showToast({ kind: 'success', text: t('reminders.settings.updated', { years: new Intl.ListFormat(language, { type: 'conjunction' }).format(reply.value.years.map(String)) }) });
  };
  const years = (
    <>
      {data !== undefined && (
        <ul className="holiday-years">
          {data.years.map(({ year, published, brought, source }) => (
            <li key={year}>
              <span className="tabular">{year}</span>
              <span className="quiet">{brought ? `${t('reminders.settings.fromFile')} · ${source}` : t(published ? 'reminders.settings.official' : 'reminders.settings.derived')}</span>
            </li>
          ))}
        </ul>
      )}
      {error !== null && <ErrorNote error={error} />}
    </>
  );
  return (
    <Deed title={t('reminders.settings.holidays')} hint={t('reminders.settings.holidaysHint')} after={years}>
      <May call="holidays.import">
        <Button onClick={() => void update()}>{t('reminders.settings.update')}</Button>
      </May>
    </Deed>
  );
}
