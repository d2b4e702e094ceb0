/** Which saved view is in use and what was changed since: the list's state is the view, the saved one is what it is compared with. */
import type { ListFilter } from '../../../shared/kernel/filter.ts';
import type { View, ViewBody } from '../../../shared/modules/views.ts';
import { api } from '../../lib/api.ts';
import { askList } from '../common/list-session.ts';
import { useListView, type ListView } from '../common/model/list-view.ts';
import { chipsOf } from '../segments/builder-model.ts';

/** What the list shows now, as a view would keep it. */
export function bodyOf(view: ListView): ViewBody {
  return {
    layout: view.layout,
    text: view.text.trim(),
    filter: { all: [...view.conditions] },
    columns: view.columns === null ? null : view.columns.map(({ field, width }) => ({ field, width })),
    sort: view.sort,
    group: view.group,
    board: view.board,
  };
}

/** The same view written in one way only, so that two can be compared. */
function canonical(body: ViewBody): string {
  return JSON.stringify([body.layout, body.text, chipsOf(body.filter), body.columns, body.sort, body.group, body.layout === 'board' ? body.board : null]);
}

/** True when the list shows something else than the saved view. */
export function isChanged(state: ListView, saved: ViewBody): boolean {
  return canonical(bodyOf(state)) !== canonical(saved);
}

/** Shows a saved view, as it was saved. */
export function openView(view: Pick<View, 'id' | 'body'>): void {
  const { body } = view;
  useListView.setState({ viewId: view.id, layout: body.layout, columns: body.columns, group: body.group, board: body.board, openId: null });
  askList({ text: body.text, conditions: chipsOf(body.filter), sort: body.sort });
  void api.call('views.opened', { id: view.id });
}

/** Shows customers without a view: all of them, or those a filter finds. */
export function openPlain(filter: ListFilter = { all: [] }): void {
  const { viewId } = useListView.getState();
  useListView.setState({ viewId: null, layout: 'list', columns: null, group: null, board: null, openId: null });
  askList({ text: '', conditions: chipsOf(filter), ...(viewId !== null && { sort: null }) });
  void api.call('views.opened', { id: null });
}

/** The customers with a star. */
export const STARRED: ListFilter = { all: [{ field: 'starred', test: { op: 'any', values: ['yes'] } }] };
