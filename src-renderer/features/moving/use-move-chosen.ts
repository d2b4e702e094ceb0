import { useNavigate } from '@tanstack/react-router';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { listSource } from '../common/list-session.ts';
import { queryOf, useListView } from '../common/model/list-view.ts';
import { selectedCount, toSelection } from '../common/model/selection.ts';
import { askMoving } from './moving-store.ts';

/** Moves whom the user is looking at: the customer of the profile, or those ticked in the list; says what to tick when there is nobody. */
export function useMoveChosen(): () => void {
  const t = useT();
  const navigate = useNavigate();
  return () => {
    const shown = Number(/^#\/customers\/(\d+)/.exec(window.location.hash)?.[1]);
    if (Number.isSafeInteger(shown)) return askMoving({ kind: 'begin', selection: { ids: [shown] }, count: 1 });
    const view = useListView.getState();
    const selection = toSelection(view.selection, queryOf(view));
    const count = selectedCount(view.selection, listSource().state().total ?? 0);
    if (selection && count > 0) return askMoving({ kind: 'begin', selection, count });
    showToast({ kind: 'info', text: t('moving.chooseFirst') });
    void navigate({ to: '/customers' });
  };
}
