import { useCallback, useState } from 'react';
import type { AppError } from '../../../../shared/kernel/result.ts';
import type { SaleColumn, SaleImportPlan, SaleImportResult } from '../../../../shared/modules/sale-import.ts';
import { api } from '../../../lib/api.ts';
import { deliver, fileDate, pickFile, saveTarget, SPREADSHEETS, type FileRef } from '../../../lib/files.ts';
import { useT } from '../../../lib/i18n.ts';
import { showToast } from '../../../lib/toast.ts';
import { awaitJob } from '../../../lib/use-job.ts';

/** What the user decided on; `columns` only once one was changed. */
export interface SaleChoices {
  readonly columns?: readonly (SaleColumn | null)[];
  readonly dateOrder?: NonNullable<SaleImportPlan['question']>['readings'][number]['order'];
  readonly newCustomers: boolean;
}

interface State {
  readonly file: FileRef | null;
  readonly choices: SaleChoices;
  readonly plan: SaleImportPlan | null;
  readonly result: SaleImportResult | null;
  /** The job that is waited for. */
  readonly jobId: string | null;
  readonly error: AppError | null;
}

const START: State = { file: null, choices: { newCustomers: true }, plan: null, result: null, jobId: null, error: null };
type JobMethod = 'sales.planImport' | 'sales.import';

/** Taking in a file of sales: choosing it, correcting how it is read, doing it, and saving what is left over. */
export function useSaleImport() {
  const t = useT();
  const [state, setState] = useState<State>(START);
  const run = useCallback(async (method: JobMethod, file: FileRef, choices: SaleChoices): Promise<unknown> => {
    const { columns, ...rest } = choices;
    const started = await api.call(method, { file: file.token, ...rest, ...(columns && { columns: [...columns] }) });
    if (started.ok) setState((now) => ({ ...now, jobId: started.value.jobId }));
    const ended = started.ok ? await awaitJob(started.value.jobId) : started;
    setState((now) => ({ ...now, jobId: null, ...(!ended.ok && { error: ended.error }) }));
    return ended.ok ? ended.value : null;
  }, []);
  const look = useCallback(
    async (file: FileRef, choices: SaleChoices): Promise<void> => {
      setState((now) => ({ ...now, file, choices, error: null, result: null }));
      const plan = (await run('sales.planImport', file, choices)) as SaleImportPlan | null;
      setState((now) => (now.choices === choices ? { ...now, plan } : now));
    },
    [run],
  );
  const choose = async (): Promise<void> => {
    const picked = await pickFile(SPREADSHEETS);
    if (!picked.ok) return setState({ ...START, error: picked.error });
    if (picked.value === null) return;
    setState(START);
    await look(picked.value, START.choices);
  };
  const start = async (): Promise<void> => {
    if (!state.file) return;
    setState((now) => ({ ...now, error: null }));
    const result = (await run('sales.import', state.file, state.choices)) as SaleImportResult | null;
    if (result) setState((now) => ({ ...now, result }));
  };
  const saveProblems = async (): Promise<void> => {
    const { file, choices } = state;
    if (!file) return;
    const target = await saveTarget(t('saleImport.problemsFile', { date: fileDate() }));
    if (!target.ok) return setState((now) => ({ ...now, error: target.error }));
    if (target.value === null) return;
    const { columns, ...rest } = choices;
    const started = await api.call('sales.importProblems', { file: file.token, target: target.value.token, ...rest, ...(columns && { columns: [...columns] }) });
    const ended = started.ok ? await awaitJob(started.value.jobId) : started;
    if (!ended.ok) return setState((now) => ({ ...now, error: ended.error }));
    await deliver(target.value);
    showToast({ kind: 'success', text: t('saleImport.problemsSaved') });
  };
  const change = (patch: Partial<SaleChoices>): void => {
    if (state.file) void look(state.file, { ...state.choices, ...patch });
  };
  return { ...state, choose, change, start, saveProblems };
}

export type SaleImporting = ReturnType<typeof useSaleImport>;
