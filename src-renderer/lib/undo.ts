/** Undo and redo for the whole window, and the toast of an act that can be taken back. */
import { useCallback } from 'react';
import { api } from './api.ts';
import { errorLine } from './error-text.ts';
import { hasText, useT, type Translate } from './i18n.ts';
import { showToast } from './toast.ts';
import type { ActionInfo } from '../../shared/modules/history.ts';

/** What an action was, in words: "删除 3 位客户". Unknown kinds are called an edit. */
export function actionText(t: Translate, action: ActionInfo): string {
  // Undoing an undo is doing the first thing again: its own name says nothing.
  const { ofKind } = action.facts;
  const kind = typeof ofKind === 'string' ? ofKind : action.kind;
  const key = `actions.${kind.replaceAll('.', '_')}`;
  const facts: Record<string, string | number> = { count: 1 };
  for (const [name, fact] of Object.entries(action.facts)) if (typeof fact === 'string' || typeof fact === 'number') facts[name] = fact;
  return t(hasText(key) ? (key) : 'actions.other', facts);
}

/**
 * The two commands behind Ctrl+Z and Ctrl+Shift+Z; each says what it did and what later edits it left alone. `undo` takes back a
 * named action where it is given one.
 */
export function useUndo(): { readonly undo: (actionId?: number) => Promise<void>; readonly redo: () => Promise<void> } {
  const t = useT();
  const run = useCallback(
    async (direction: 'undo' | 'redo', actionId?: number) => {
      const reply = await (direction === 'undo' ? api.call('undo.undo', { actionId }) : api.call('undo.redo', {}));
      if (!reply.ok) {
        const nothing = reply.error.code === 'undo.nothing';
        const text = nothing ? t(direction === 'undo' ? 'ui.undo.nothing' : 'ui.undo.nothingToRedo') : errorLine(t, reply.error);
        showToast({ kind: nothing ? 'info' : 'error', text });
        return;
      }
      const { action, kept } = reply.value;
      showToast({
        kind: 'success',
        text: t(direction === 'undo' ? 'ui.undo.undone' : 'ui.undo.redone', { what: actionText(t, action) }),
        detail: kept.length === 0 ? undefined : t('ui.undo.kept', { count: kept.length }),
      });
    },
    [t],
  );
  return { undo: useCallback((actionId?: number) => run('undo', actionId), [run]), redo: useCallback(() => run('redo'), [run]) };
}

/**
 * Shows what was done, with a button that takes back exactly that action, whatever was done since. Without an action (nothing was
 * changed) there is no button.
 */
export function useUndoToast(): (text: string, actionId: number | undefined) => void {
  const t = useT();
  const { undo } = useUndo();
  return useCallback(
    (text, actionId) => {
      const action = actionId === undefined ? undefined : { label: t('ui.undo.button'), run: () => void undo(actionId) };
      showToast({ kind: 'success', text, action });
    },
    [t, undo],
  );
}
