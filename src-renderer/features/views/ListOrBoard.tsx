import { lazy, Suspense, type ReactNode } from 'react';
import { Loading } from '../../ui/States.tsx';
import type { ColumnChoice } from '../common/model/columns.ts';
import type { ListState } from '../common/model/list-source.ts';
import { useListView } from '../common/model/list-view.ts';

const Board = lazy(() => import('./Board.tsx').then((m) => ({ default: m.Board })));
const GroupedList = lazy(() => import('./GroupedList.tsx').then((m) => ({ default: m.GroupedList })));

/** The list as a board, in groups, or plain (`children`), as the view says. */
export function ListOrBoard(props: { readonly list: ListState; readonly columns: readonly ColumnChoice[]; readonly onOpen: (id: number) => void; readonly children: ReactNode }) {
  const layout = useListView((state) => state.layout);
  const group = useListView((state) => state.group);
  const board = useListView((state) => state.board);
  const { query } = props.list;
  if (layout === 'board' && board !== null) {
    return (
      <Suspense fallback={<Loading />}>
        <Board key={board} field={board} query={query} total={props.list.total} onOpen={props.onOpen} />
      </Suspense>
    );
  }
  if (layout === 'list' && group !== null) {
    return (
      <Suspense fallback={<Loading />}>
        <GroupedList key={group} field={group} query={query} total={props.list.total} columns={props.columns} onOpen={props.onOpen} />
      </Suspense>
    );
  }
  return props.children;
}
