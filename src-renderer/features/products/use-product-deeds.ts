import { useMemo, useState } from 'react';
import type { Product, ProductQuery } from '../../../shared/modules/products.ts';
import type { Reply } from '../../../shared/contract/index.ts';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { deliver, fileDate, nameForFile, pickFile, saveTarget, SPREADSHEETS } from '../../lib/files.ts';
import { useT } from '../../lib/i18n.ts';
import { useBook } from '../../lib/session.ts';
import { showToast } from '../../lib/toast.ts';
import { awaitJob } from '../../lib/use-job.ts';
import { useUndoToast } from '../../lib/undo.ts';

interface Imported {
  readonly actionId: number | null;
  readonly created: number;
  readonly updated: number;
  readonly skipped: number;
  readonly problems: readonly { readonly row: number; readonly value: string }[];
}

/** What is done with products besides typing; each act offers its way back. */
export function useProductDeeds(query: ProductQuery) {
  const t = useT();
  const book = useBook();
  const undoToast = useUndoToast();
  const [busy, setBusy] = useState(false);
  return useMemo(() => {
    const fail = (error: Parameters<typeof errorLine>[1]): void => void showToast({ kind: 'error', text: errorLine(t, error) });
    const tell = (reply: Reply<'products.remove'> | Reply<'products.update'>, text: string): void => {
      if (reply.ok) undoToast(text, reply.actionId);
      else fail(reply.error);
    };
    return {
      busy,
      remove: async (product: Product) => tell(await api.call('products.remove', { ids: [product.id] }), t('sales.products.removed', { count: 1 })),
      restore: async (product: Product) => tell(await api.call('products.restore', { ids: [product.id] }), t('sales.products.restored', { count: 1 })),
      turn: async (product: Product) => tell(await api.call('products.update', { id: product.id, patch: { active: !product.active } }), t('sales.products.saved', { name: product.name })),
      async exportList() {
        const name = t('sales.products.fileName', { name: nameForFile(book?.name ?? ''), date: fileDate() });
        const target = await saveTarget(`${name}.xlsx`);
        if (!target.ok) return fail(target.error);
        if (target.value === null) return;
        setBusy(true);
        const started = await api.call('products.export', { file: target.value.token, format: 'xlsx', query });
        const ended = started.ok ? await awaitJob(started.value.jobId) : started;
        setBusy(false);
        if (!ended.ok) return fail(ended.error);
        await deliver(target.value);
        showToast({ kind: 'success', text: t('sales.export.done', { name: target.value.name }) });
      },
      async importList() {
        const file = await pickFile(SPREADSHEETS);
        if (!file.ok) return fail(file.error);
        if (file.value === null) return;
        setBusy(true);
        const started = await api.call('products.import', { file: file.value.token });
        const ended = started.ok ? await awaitJob(started.value.jobId) : started;
        setBusy(false);
        if (!ended.ok && ended.error.code === 'file.noRows') return void showToast({ kind: 'error', text: t('sales.products.importNothing') });
        if (!ended.ok) return fail(ended.error);
        const { created, updated, skipped, problems, actionId } = ended.value as Imported;
        undoToast(t('sales.products.imported', { created, updated }), actionId ?? undefined);
        const first = problems[0];
        if (first) showToast({ kind: 'info', text: t('sales.products.importProblems', { count: skipped, row: first.row, value: first.value }) });
      },
    };
  }, [t, book, undoToast, busy, query]);
}
