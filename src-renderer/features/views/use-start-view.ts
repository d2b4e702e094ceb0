/** The view a sitting begins with, and the ones an address names. */
import { useEffect } from 'react';
import { useViews } from './use-views.ts';
import { openView } from './view-state.ts';
import { listSource } from '../common/list-session.ts';
import { useListView } from '../common/model/list-view.ts';

/** Opens the view that was in use last, the first time the list is shown; true once it is known whether there is one. */
export function useStartView(): boolean {
  const { views, last, isReady } = useViews();
  useEffect(() => {
    if (!isReady || last === null || listSource().state().generation > 0 || useListView.getState().viewId !== null) return;
    const view = views.find(({ id }) => id === last);
    if (view) openView(view);
  }, [isReady, last, views]);
  return isReady && last === null;
}
