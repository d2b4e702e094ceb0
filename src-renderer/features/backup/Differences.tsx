import { keepPreviousData } from '@tanstack/react-query';
import { Button, Checkbox, Input, Pagination, Segmented } from 'antd';
import { useState } from 'react';
import type { BroughtBack, Comparison, Difference, DifferenceState } from '../../../shared/modules/bring-back.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { errorLine, toAppError } from '../../lib/error-text.ts';
import { formatNumber } from '../../lib/format.ts';
import { hasText, useLanguage, useT } from '../../lib/i18n.ts';
import { fieldName } from '../../lib/own-fields.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { awaitJob } from '../../lib/use-job.ts';
import { Empty, ErrorNote, Loading } from '../../ui/States.tsx';
import { useTags } from '../common/use-choices.ts';
import { valueText } from '../common/value-text.ts';

const PAGE = 20;
type Shown = DifferenceState | 'all';

/** Customers that are gone or other than in the copy: found, looked at, chosen, brought back. */
export function Differences({ result, onDone }: { readonly result: Comparison; readonly onDone: () => void }) {
  const t = useT();
  const language = useLanguage();
  const [text, setText] = useState('');
  const [state, setState] = useState<Shown>('all');
  const [page, setPage] = useState(1);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const { busy, bringBack } = useBringBack(onDone);
  const list = useApiQuery('backup.differences', { text, ...(state !== 'all' && { state }), offset: (page - 1) * PAGE, limit: PAGE }, { placeholderData: keepPreviousData, staleTime: 0 });
  const count = { all: result.gone + result.changed, gone: result.gone, changed: result.changed };
  const toggle = (id: number): void => setChosen((ids) => (ids.has(id) ? new Set([...ids].filter((one) => one !== id)) : new Set([...ids, id])));
  return (
    <section aria-label={t('backup.compare.who')}>
      <div className="backup-find">
        <Input
          value={text}
          allowClear
          aria-label={t('backup.compare.find')}
          placeholder={t('backup.compare.find')}
          onChange={(event) => {
            setText(event.target.value);
            setPage(1);
          }}
        />
        <Segmented<Shown>
          value={state}
          aria-label={t('backup.compare.show')}
          options={(['all', 'gone', 'changed'] as const).map((value) => ({ value, label: `${t(`backup.compare.states.${value}`)} ${formatNumber(count[value], language)}` }))}
          onChange={(value) => {
            setState(value);
            setPage(1);
          }}
        />
      </div>
      {list.isPending && <Loading rows={4} />}
      {list.error !== null && <ErrorNote error={toAppError(list.error)} />}
      {list.data?.total === 0 && <Empty text={t('backup.compare.nobody')} />}
      <ul className="backup-differences">
        {list.data?.items.map((item) => (
          <Item key={item.id} item={item} checked={chosen.has(item.id)} onToggle={() => toggle(item.id)} />
        ))}
      </ul>
      {(list.data?.total ?? 0) > PAGE && <Pagination size="small" current={page} pageSize={PAGE} total={list.data?.total ?? 0} showSizeChanger={false} onChange={setPage} />}
      <p className="quiet">{t('backup.compare.hint')}</p>
      <div className="backup-actions">
        <Button disabled={busy} onClick={() => void bringBack()}>
          {t('backup.compare.bringAll', { count: count.all })}
        </Button>
        <Button type="primary" loading={busy} disabled={chosen.size === 0} onClick={() => void bringBack([...chosen])}>
          {t('backup.compare.bring', { count: chosen.size })}
        </Button>
      </div>
    </section>
  );
}

function useBringBack(onDone: () => void) {
  const t = useT();
  const undoToast = useUndoToast();
  const [busy, setBusy] = useState(false);
  const bringBack = async (ids?: readonly number[]): Promise<void> => {
    setBusy(true);
    const started = await api.call('backup.bringBack', ids === undefined ? {} : { ids: [...ids] });
    const ended = started.ok ? await awaitJob(started.value.jobId) : started;
    setBusy(false);
    if (!ended.ok) return void showToast({ kind: 'error', text: errorLine(t, ended.error) });
    const { customers, actionId } = ended.value as BroughtBack;
    undoToast(t('backup.compare.done', { count: customers }), actionId ?? undefined);
    onDone();
  };
  return { busy, bringBack };
}

function Item({ item, checked, onToggle }: { readonly item: Difference; readonly checked: boolean; readonly onToggle: () => void }) {
  const t = useT();
  const language = useLanguage();
  const { byId } = useTags();
  const words = (field: string, value: unknown): string => valueText({ t, language, tags: byId }, field, value);
  const fields = item.fields.filter(({ field }) => hasText(`fields.customer.${field}`) && field !== 'custom');
  const others = item.fields.length - fields.length;
  return (
    <li>
      <Checkbox checked={checked} onChange={onToggle}>
        <strong>{item.name}</strong> <span className={item.state === 'gone' ? 'backup-error' : 'quiet'}>{t(`backup.compare.states.${item.state}`)}</span>
      </Checkbox>
      <ul>
        {fields.map(({ field, then, now }) => (
          <li key={field}>
            <span className="quiet">{fieldName(t, field)}</span> <ins>{words(field, then)}</ins>
            <span className="quiet"> {t('backup.compare.nowIs', { value: words(field, now) })}</span>
          </li>
        ))}
        {others > 0 && <li className="quiet">{t('backup.compare.others', { count: others })}</li>}
        {item.parts.map(({ entity, gone, changed }) => (
          <li key={entity}>
            <span className="quiet">{t(`backup.compare.kinds.${entity as 'sale'}`)}</span> {[gone > 0 ? t('backup.compare.partGone', { count: gone }) : '', changed > 0 ? t('backup.compare.partChanged', { count: changed }) : ''].filter((part) => part !== '').join(language === 'en' ? ', ' : '，')}
          </li>
        ))}
      </ul>
    </li>
  );
}
