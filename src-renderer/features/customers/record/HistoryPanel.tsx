import { Button, Tooltip } from 'antd';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Change } from '../../../../shared/modules/history.ts';
import { api, ApiError } from '../../../lib/api.ts';
import { errorLine } from '../../../lib/error-text.ts';
import { formatDateTime, formatRelative } from '../../../lib/format.ts';
import { hasText, useLanguage, useT, type Translate } from '../../../lib/i18n.ts';
import { fieldName, ownField } from '../../../lib/own-fields.ts';
import { useMay } from '../../../lib/may.tsx';
import { showToast } from '../../../lib/toast.ts';
import { ErrorNote, Loading } from '../../../ui/States.tsx';
import { useTags } from '../../common/use-choices.ts';
import { valueText } from '../../common/value-text.ts';

const PAGE = 30;

/** Every change of a customer, latest first: who, when, what it was and what it became; any value can be put back. */
export function HistoryPanel({ id }: { readonly id: number }) {
  const t = useT();
  const history = useInfiniteQuery({
    queryKey: ['history.list', { id }],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) => api.get('history.list', { entity: 'customer', id, limit: PAGE, ...(pageParam === undefined ? {} : { before: pageParam }) }),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  if (history.isPending) return <Loading rows={3} />;
  if (history.isError) return <ErrorNote error={history.error instanceof ApiError ? history.error.error : { code: 'internal' }} />;
  const changes = history.data.pages.flatMap((page) => page.changes).filter((change) => change.op !== 'update' || change.fields.some(isShown));
  if (changes.length === 0) return <p className="quiet">{t('profile.history.none')}</p>;
  return (
    <div className="history">
      <ol>
        {changes.map((change) => (
          <ChangeItem key={change.seq} id={id} change={change} />
        ))}
      </ol>
      {history.hasNextPage && (
        <Button size="small" loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
          {t('profile.history.more')}
        </Button>
      )}
    </div>
  );
}

/** Fields people know; bookkeeping (pinyin made from the name, dates) is left out. */
const isShown = ({ field }: Change['fields'][number]): boolean => (hasText(`fields.customer.${field}`) || field.startsWith('custom:')) && !['updatedAt', 'createdAt'].includes(field);

function actionName(t: Translate, change: Change): string {
  if (change.book !== undefined && change.op !== 'restore') return t(change.action === 'moving.in' ? 'profile.history.cameFrom' : 'profile.history.wentTo', { name: change.book });
  if (change.op !== 'update') return t(`profile.history.${change.op}`);
  const key = `actions.${change.action.replaceAll('.', '_')}`;
  return hasText(key) ? t(key, { count: 1 }) : t('actions.other');
}

function ChangeItem({ id, change }: { readonly id: number; readonly change: Change }) {
  const t = useT();
  const language = useLanguage();
  const { byId } = useTags();
  const words = (field: string, value: unknown): string => valueText({ t, language, tags: byId }, field, value);
  const actor = change.actor === '' || change.actor === 'owner' ? t('profile.history.owner') : change.actor;
  const mayRestore = useMay('history.restoreValue');
  const restore = async (field: string): Promise<void> => {
    const reply = await api.call('history.restoreValue', { entity: 'customer', id, seq: change.seq, field, which: 'before' });
    const name = fieldName(t, field);
    if (reply.ok) showToast({ kind: 'success', text: t('profile.history.restored', { field: name }) });
    else showToast({ kind: 'error', text: errorLine(t, reply.error) });
  };
  return (
    <li className="change">
      <p className="change-head">
        <span>{t('profile.history.by', { actor, action: actionName(t, change) })}</span>
        <Tooltip title={formatDateTime(change.at, language)}>
          <time className="quiet" dateTime={new Date(change.at).toISOString()}>
            {formatRelative(change.at, language)}
          </time>
        </Tooltip>
      </p>
      <ul>
        {change.fields.filter(isShown).map(({ field, before, after }) => (
          <li key={field} className="change-field">
            <span className="change-name">{fieldName(t, field)}</span>
            <span className="change-values">
              {change.op !== 'create' && (
                <>
                  <del>{words(field, before)}</del>
                  <span aria-hidden="true"> → </span>
                  <span className="sr-only">{t('profile.history.changedTo')}</span>
                </>
              )}
              <ins>{words(field, after)}</ins>
            </span>
            {mayRestore && change.op === 'update' && (!field.startsWith('custom:') || ownField(field) !== undefined) && (
              <Button
                type="link"
                size="small"
                aria-label={t('profile.history.restoreLabel', { field: fieldName(t, field), value: words(field, before) })}
                onClick={() => void restore(field)}
              >
                {t('profile.history.restoreValue')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </li>
  );
}
