/** The saved views of the book, and what can be done with one. */
import { useCallback } from 'react';
import type { View } from '../../../shared/modules/views.ts';
import { api, useApiQuery } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { deliver, pickFile, saveTarget } from '../../lib/files.ts';
import { useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import { useListView } from '../common/model/list-view.ts';
import { openPlain, openView } from './view-state.ts';

const NONE: readonly View[] = [];

export function useViews(): { readonly views: readonly View[]; readonly last: number | null; readonly isReady: boolean } {
  const { data, isError } = useApiQuery('views.list', {});
  return { views: data?.views ?? NONE, last: data?.last ?? null, isReady: data !== undefined || isError };
}

/** The view in use; `null` for none. */
export function useCurrentView(): View | null {
  const id = useListView((state) => state.viewId);
  return useViews().views.find((view) => view.id === id) ?? null;
}

export interface ViewDeeds {
  readonly remove: (view: View) => Promise<void>;
  readonly duplicate: (view: View) => Promise<void>;
  readonly pin: (view: View, pinned: boolean) => Promise<void>;
  readonly share: (view: View) => Promise<void>;
  readonly take: () => Promise<void>;
}

const VIEW_FILES = '.json';

export function useViewDeeds(): ViewDeeds {
  const t = useT();
  const undoToast = useUndoToast();
  const fail = useCallback((error: Parameters<typeof errorLine>[1]) => void showToast({ kind: 'error', text: errorLine(t, error) }), [t]);
  return {
    async remove(view) {
      const reply = await api.call('views.remove', { id: view.id });
      if (!reply.ok) return fail(reply.error);
      if (useListView.getState().viewId === view.id) openPlain();
      undoToast(t('views.removed', { name: view.name }), reply.value.actionId);
    },
    async duplicate(view) {
      const reply = await api.call('views.create', { name: t('views.copyName', { name: view.name }), body: view.body, pinned: view.pinned });
      if (reply.ok) openView(reply.value);
      else fail(reply.error);
    },
    async pin(view, pinned) {
      const reply = await api.call('views.update', { id: view.id, patch: { pinned } });
      if (!reply.ok) fail(reply.error);
    },
    async share(view) {
      const target = await saveTarget(`${view.name}.view.json`);
      if (!target.ok) return fail(target.error);
      if (target.value === null) return;
      const reply = await api.call('views.export', { id: view.id, file: target.value.token });
      if (!reply.ok) return fail(reply.error);
      await deliver(target.value);
      showToast({ kind: 'success', text: t('views.shared') });
    },
    async take() {
      const file = await pickFile(VIEW_FILES);
      if (!file.ok) return fail(file.error);
      if (file.value === null) return;
      const reply = await api.call('views.import', { file: file.value.token });
      if (!reply.ok) return fail(reply.error);
      const { view, unknown } = reply.value;
      openView(view);
      const detail = unknown.length === 0 ? undefined : t('views.takenPart', { what: unknown.join(t('segments.text.orShort')) });
      showToast({ kind: 'success', text: t('views.taken', { name: view.name }), detail });
    },
  };
}
