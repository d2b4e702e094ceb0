import { useEffect, useState } from 'react';
import { useT } from '../../lib/i18n.ts';
import { Page } from '../../ui/Page.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import { lookAt } from './import-actions.ts';
import { useImport } from './import-state.ts';
import { ImportWizard } from './ImportWizard.tsx';
import { clearIntent, useTransferIntent } from '../../lib/transfer-intent.ts';
import { TransferHome } from './TransferHome.tsx';
import './transfer.css';

/** Moving in and out: a place to drop a file, the import once there is one, past imports, export. */
export function TransferPage() {
  const t = useT();
  const step = useImport(({ state }) => state.step);
  const intent = useTransferIntent();
  const [exporting, setExporting] = useState(false);
  useEffect(() => {
    if (intent.file !== null) {
      void lookAt(intent.file);
      clearIntent();
    } else if (intent.intent === 'import') clearIntent();
  }, [intent]);
  const exportOpen = exporting || intent.intent === 'export';
  const closeExport = () => {
    setExporting(false);
    clearIntent();
  };
  return (
    <Page title={t('transfer.title')} width="text">
      {step === 'idle' ? <TransferHome onExport={() => setExporting(true)} /> : <ImportWizard />}
      {exportOpen && <ExportDialog query={intent.query} ids={intent.ids} onClose={closeExport} />}
    </Page>
  );
}
