import { useNavigate } from '@tanstack/react-router';
import { Button, InputNumber } from 'antd';
import { RFM_GROUPS, type RfmGroup, type RfmRules } from '../../../shared/modules/rfm.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { currencyOfField, minorDigits } from '../../lib/minor-digits.ts';
import { queryClient } from '../../lib/query-client.ts';
import { showToast } from '../../lib/toast.ts';
import { useDraft } from '../../lib/use-draft.ts';
import { Field } from '../../ui/Field.tsx';
import { openPlain } from '../views/view-state.ts';
import '../../ui/past-table.css';
import './grades-page.css';

/** Where "lately", "often" and "much" begin, and how many customers are in each of the eight groups; each leads to its customers. */
export function RfmForm({ rules }: { readonly rules: RfmRules }) {
  const t = useT();
  const { value: draft, set: setDraft, isChanged, saved } = useDraft(rules, 'settings.get');
  const scale = 10 ** minorDigits();
  const save = async (): Promise<void> => {
    const reply = await api.call('settings.set', { rfm: draft });
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    await Promise.all(['customers.facets', 'customers.list', 'customers.get'].map((method) => queryClient.invalidateQueries({ queryKey: [method] })));
    showToast({ kind: 'success', text: t('lifecycle.rfm.saved') });
    await saved();
  };
  return (
    <section aria-label={t('lifecycle.rfm.title')}>
      <h2>{t('lifecycle.rfm.title')}</h2>
      <p className="quiet">{t('lifecycle.rfm.hint')}</p>
      <div className="rule-fields">
        <Field label={t('lifecycle.rfm.recentDays')}>
          <InputNumber<number> controls={false} min={1} max={3650} precision={0} value={draft.recentDays} onChange={(recentDays) => recentDays !== null && setDraft({ ...draft, recentDays })} />
        </Field>
        <Field label={t('lifecycle.rfm.sales')}>
          <InputNumber<number> controls={false} min={1} max={100_000} precision={0} value={draft.sales} onChange={(sales) => sales !== null && setDraft({ ...draft, sales })} />
        </Field>
        <Field label={t('lifecycle.rfm.amount')}>
          <InputNumber<number> controls={false} min={1 / scale} precision={minorDigits()} suffix={currencyOfField()} value={draft.amountMinor / scale} onChange={(amount) => amount !== null && setDraft({ ...draft, amountMinor: Math.max(1, Math.round(amount * scale)) })} />
        </Field>
      </div>
      <div className="why-deeds">
        <Button type="primary" disabled={!isChanged} aria-label={`${t('lifecycle.settings.save')}: ${t('lifecycle.rfm.title')}`} onClick={() => void save()}>
          {t('lifecycle.settings.save')}
        </Button>
      </div>
      <Groups />
    </section>
  );
}

function Groups() {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const facets = useApiQuery('customers.facets', { field: 'rfm', query: {} });
  const counts = new Map(facets.data?.values.map(({ value, count }) => [value, count]));
  const open = (group: RfmGroup): void => {
    openPlain({ all: [{ field: 'rfm', test: { op: 'any', values: [group] } }] });
    void navigate({ to: '/customers', search: {} });
  };
  return (
    <table className="past-table rfm-groups" aria-busy={facets.isPending}>
      <thead>
        <tr>
          <th scope="col">{t('lifecycle.rfm.group')}</th>
          {(['r', 'f', 'm'] as const).map((part) => (
            <th key={part} scope="col">
              {t(`lifecycle.rfm.${part}`)}
            </th>
          ))}
          <th scope="col" className="numbers">
            {t('lifecycle.rfm.customers')}
          </th>
        </tr>
      </thead>
      <tbody>
        {RFM_GROUPS.map((group) => (
          <tr key={group}>
            <td>{t(`fields.rfm.${group}`)}</td>
            {[...group].map((digit, at) => (
              <td key={at} className={digit === '1' ? '' : 'quiet'}>
                {t(digit === '1' ? 'lifecycle.rfm.high' : 'lifecycle.rfm.low')}
              </td>
            ))}
            <td className="numbers tabular">
              <Button type="link" size="small" disabled={(counts.get(group) ?? 0) === 0} aria-label={`${t(`fields.rfm.${group}`)}: ${formatNumber(counts.get(group) ?? 0, language)}`} onClick={() => open(group)}>
                {formatNumber(counts.get(group) ?? 0, language)}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
