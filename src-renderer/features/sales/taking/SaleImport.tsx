import { FileExcelOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { api } from '../../../lib/api.ts';
import { formatMoney, formatNumber } from '../../../lib/format.ts';
import { useLanguage, useT } from '../../../lib/i18n.ts';
import { showToast } from '../../../lib/toast.ts';
import { useJob, useShowJob } from '../../../lib/use-job.ts';
import type { SaleImportResult } from '../../../../shared/modules/sale-import.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { JobProgress } from '../../../ui/JobProgress.tsx';
import { ErrorNote, Loading } from '../../../ui/States.tsx';
import { SaleImportColumns } from './SaleImportColumns.tsx';
import { SaleImportOutlook } from './SaleImportOutlook.tsx';
import { useSaleImport, type SaleImporting } from './use-sale-import.ts';
import './sale-import.css';

/** Taking in the sales of a table file: what each column is and what would happen stand on one page; nothing is written before the button is pressed. */
export function SaleImport({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const work = useSaleImport();
  const { plan, result, jobId, error } = work;
  const isReady = plan !== null && result === null && jobId === null;
  const question = plan !== null && plan.question !== null && work.choices.dateOrder === undefined;
  return (
    <Dialog
      open
      title={t('saleImport.title')}
      width={960}
      onClose={onClose}
      {...(isReady && { onOk: () => void work.start(), okText: t('saleImport.run', { count: plan.sales }), okDisabled: plan.sales === 0 || question })}
    >
      <div className="sale-import">
        {error !== null && <ErrorNote error={error} />}
        {result !== null ? <Done result={result} work={work} onClose={onClose} /> : plan === null ? <Beginning work={work} /> : <Planned work={work} plan={plan} />}
      </div>
    </Dialog>
  );
}

function Beginning({ work }: { readonly work: SaleImporting }) {
  const t = useT();
  if (work.file !== null && work.error === null) return <Loading rows={6} />;
  return (
    <div className="sale-import-start">
      <FileExcelOutlined aria-hidden="true" />
      <p>{t('saleImport.intro')}</p>
      <Button type="primary" autoFocus onClick={() => void work.choose()}>
        {t('saleImport.choose')}
      </Button>
    </div>
  );
}

function Planned({ work, plan }: { readonly work: SaleImporting; readonly plan: NonNullable<SaleImporting['plan']> }) {
  const t = useT();
  return (
    <div aria-busy={work.jobId !== null}>
      <div className="sale-import-file">
        <strong>{work.file?.name}</strong>
        <Button type="link" size="small" disabled={work.jobId !== null} onClick={() => void work.choose()}>
          {t('saleImport.other')}
        </Button>
        {work.jobId !== null && <Running jobId={work.jobId} />}
      </div>
      <SaleImportColumns plan={plan} choices={work.choices} onChange={work.change} />
      <SaleImportOutlook plan={plan} newCustomers={work.choices.newCustomers} onNewCustomers={(newCustomers) => work.change({ newCustomers })} onSave={() => void work.saveProblems()} />
    </div>
  );
}

function Running({ jobId }: { readonly jobId: string }) {
  const t = useT();
  useShowJob(jobId);
  const job = useJob(jobId);
  if (!job) return null;
  return (
    <span className="sale-import-running">
      <JobProgress job={job} />
      <Button size="small" onClick={() => void api.call('jobs.cancel', { jobId })}>
        {t('ui.actions.cancel')}
      </Button>
    </span>
  );
}

function Done({ result, work, onClose }: { readonly result: SaleImportResult; readonly work: SaleImporting; readonly onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const undo = async (): Promise<void> => {
    const reply = await api.call('undo.undo', result.actionId === null ? {} : { actionId: result.actionId });
    if (reply.ok) showToast({ kind: 'success', text: t('saleImport.undone') });
    onClose();
  };
  return (
    <div className="sale-import-done" role="status">
      <h3>{t(result.stopped ? 'saleImport.stopped' : 'saleImport.done', { count: result.sales })}</h3>
      <p>
        {[
          ...result.sums.map(({ currency, amountMinor }) => formatMoney(amountMinor, currency, language)),
          ...(['newCustomers', 'already', 'leftOut'] as const).filter((key) => result[key] > 0).map((key) => `${formatNumber(result[key], language)} ${t(`saleImport.counts.${key}`)}`),
        ].join(' · ')}
      </p>
      <div className="sale-import-deeds">
        <Button type="primary" autoFocus onClick={onClose}>
          {t('saleImport.close')}
        </Button>
        {result.leftOut > 0 && <Button onClick={() => void work.saveProblems()}>{t('saleImport.saveProblems', { count: result.leftOut })}</Button>}
        {result.actionId !== null && <Button onClick={() => void undo()}>{t('saleImport.undo')}</Button>}
      </div>
    </div>
  );
}
