/** What is done with a line: its text copied, the customer noted as contacted, alone or all at once. */
import { useCallback } from 'react';
import type { ContactMethod } from '../../../shared/modules/follow-ups.ts';
import { chatText } from '../../../shared/kernel/message-links.ts';
import { api } from '../../lib/api.ts';
import { copyPassing, copyText } from '../../lib/clipboard.ts';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { usePrefsStore } from '../../lib/prefs.ts';
import { showToast } from '../../lib/toast.ts';
import { useUndoToast } from '../../lib/undo.ts';
import type { GreetLine } from './greet-model.ts';

export function useGreetDeeds() {
  const t = useT();
  const undoToast = useUndoToast();
  const copy = useCallback(
    async (line: GreetLine): Promise<boolean> => {
      if (line.hasGap) return false;
      const isCopied = await (usePrefsStore.getState().prefs.clearCopied ? copyPassing : copyText)(chatText(line.text));
      showToast(isCopied ? { kind: 'success', text: t('greetings.copied', { name: line.name }), lastsMs: 2_000 } : { kind: 'error', text: t('greetings.copyFailed') });
      return isCopied;
    },
    [t],
  );
  const mark = useCallback(
    async (lines: readonly GreetLine[], method: ContactMethod): Promise<boolean> => {
      const entries = lines.map(({ customerId, text }) => ({ customerId, content: chatText(text) }));
      const reply = await api.call('greetings.contacted', { method, entries });
      if (!reply.ok) showToast({ kind: 'error', text: errorLine(t, reply.error) });
      else undoToast(lines.length === 1 ? t('greetings.contactedToast', { name: lines[0]!.name }) : t('greetings.markedAll', { count: reply.value.count }), reply.actionId);
      return reply.ok;
    },
    [t, undoToast],
  );
  return { copy, mark };
}
