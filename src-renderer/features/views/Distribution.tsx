import { keepPreviousData } from '@tanstack/react-query';
import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { useApiQuery } from '../../lib/api.ts';
import { formatNumber, formatShare } from '../../lib/format.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { useOwnFields } from '../../lib/own-fields.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Empty, ErrorState, Loading, Note } from '../../ui/States.tsx';
import { useChart } from '../common/chart-store.ts';
import { fieldLabel } from '../common/filter-words.ts';
import { askList } from '../common/list-session.ts';
import { columnOf } from '../common/model/columns.ts';
import { queryOf, useListView } from '../common/model/list-view.ts';
import { useTags } from '../common/use-choices.ts';
import { chartFields, facetsBy, groupCondition, usualWay, waysToGroup, type GroupField } from './fields.ts';
import { groupWords, orderedGroups, withMissing, type GroupFacet } from './group-words.ts';
import { useColumnChoices } from './use-column-choices.ts';
import './distribution.css';

/** Shown when nobody said which field: the first of these that the book uses. */
const USUAL = ['grade', 'stage', 'source'] as const;

/** How the customers of the list spread over the values of a field: bars with counts and shares, each of which narrows the list. */
export function Distribution() {
  const { isOpen, field } = useChart();
  if (!isOpen) return null;
  const known = field !== null && waysToGroup(field).length > 0 ? field : USUAL[0];
  return <DistributionDialog first={known} onClose={() => useChart.setState({ isOpen: false })} />;
}

const keyOf = ({ field, by }: GroupField): string => `${by}:${field}`;

function DistributionDialog({ first, onClose }: { readonly first: string; readonly onClose: () => void }) {
  const t = useT();
  const own = useOwnFields((store) => store.fields);
  const fields = useMemo(() => chartFields(own), [own]);
  const [{ field, by }, setWhat] = useState<GroupField>(() => ({ field: first, by: usualWay(first) }));
  const name = (one: GroupField): string => t(one.by === 'decade' ? 'views.chart.byDecade' : one.by === 'month' ? 'views.chart.byMonth' : 'views.chart.value', { field: fieldLabel(t, one.field) });
  return (
    <Dialog open width={720} title={t('views.chart.title', { field: fieldLabel(t, field) })} onClose={onClose}>
      <div className="distribution">
        <Select
          aria-label={t('views.chart.field')}
          showSearch={{ optionFilterProp: 'label' }}
          value={keyOf({ field, by })}
          options={fields.map((one) => ({ value: keyOf(one), label: name(one) }))}
          onChange={(key: string) => {
            const next = fields.find((one) => keyOf(one) === key);
            if (!next) return;
            setWhat(next);
            useChart.setState({ field: next.field });
          }}
        />
        <Bars field={field} by={by} onClose={onClose} />
      </div>
    </Dialog>
  );
}

function Bars({ field, by, onClose }: GroupField & { readonly onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const { byId } = useTags();
  const text = useListView((view) => view.text);
  const conditions = useListView((view) => view.conditions);
  const query = useMemo(() => queryOf({ text, conditions, sort: null }), [text, conditions]);
  const facets = useApiQuery('customers.facets', { field, query, ...facetsBy(by) }, { placeholderData: keepPreviousData, retry: false });
  const all = useApiQuery('customers.list', { query, limit: 1 });
  const choices = useColumnChoices(field);
  const rows = useMemo(() => (facets.data ? withMissing(orderedGroups(by, facets.data.values), by, field, choices) : []), [facets.data, by, field, choices]);
  if (facets.error) return <ErrorState error={facets.error.error} onRetry={() => void facets.refetch()} />;
  if (facets.isPending || all.isPending) return <Loading rows={8} />;
  const kind = columnOf(field)?.kind;
  const hasMany = kind === 'tags' || kind === 'multiChoice';
  const counted = rows.reduce((sum, { count }) => sum + count, 0);
  const { left } = facets.data;
  // Counted by value, every customer is in one row; the list itself may still be counting.
  const total = hasMany ? (all.data?.total ?? counted) : counted + left.count;
  if (counted === 0) return <Empty text={t('views.chart.none')} />;
  const most = Math.max(...rows.map(({ count }) => count));
  const only = (facet: GroupFacet): void => {
    onClose();
    useListView.setState({ group: null });
    askList({ conditions: [...conditions, groupCondition(field, facet.value, by)] });
  };
  return (
    <>
      <p className="quiet">{t('views.chart.total', { count: total })}</p>
      <div className="distribution-rows">
        <table>
          <thead>
            <tr>
              <th scope="col">{fieldLabel(t, field)}</th>
              <th scope="col" aria-hidden="true" />
              <th scope="col">{t('views.chart.count')}</th>
              <th scope="col">{t('views.chart.share')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((facet) => {
              const words = groupWords({ t, language, tags: byId }, field, by, facet);
              return (
                <tr key={String(facet.value)} className={facet.count === 0 ? 'is-none' : ''} {...(facet.count > 0 && { onClick: () => only(facet) })}>
                  <th scope="row">
                    {facet.count === 0 ? (
                      <span>{words}</span>
                    ) : (
                      <button type="button" title={t('views.chart.show', { name: words, count: facet.count })}>
                        {words}
                      </button>
                    )}
                  </th>
                  <td className="distribution-bar" aria-hidden="true">
                    <span style={{ width: `${(facet.count / most) * 100}%` }} />
                  </td>
                  <td className="tabular">{formatNumber(facet.count, language)}</td>
                  <td className="tabular">{formatShare(facet.count / Math.max(1, total), language)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {hasMany && <Note kind="info">{t('views.chart.many')}</Note>}
      {left.values > 0 && <Note kind="info">{t('views.chart.cut', { count: facets.data.values.length, left: left.values, people: left.count })}</Note>}
    </>
  );
}
