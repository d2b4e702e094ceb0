import { FilePdfOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { errorLine } from '../../lib/error-text.ts';
import { useT } from '../../lib/i18n.ts';
import { canSavePdf, printWindow, savePdf } from '../../lib/print.ts';
import { useShortcut } from '../../lib/shortcuts.ts';
import { showToast } from '../../lib/toast.ts';

/** The ways from the sheet on screen to paper. `onPrint` notes for the record that it went there; `pdfName` names the file. */
export function PaperButtons(props: { readonly label: string; readonly pdfName: string; readonly disabled: boolean; readonly onPrint: () => void }) {
  const t = useT();
  const [saving, setSaving] = useState(false);
  const print = (): void => {
    if (props.disabled) return;
    props.onPrint();
    void printWindow();
  };
  const save = async (): Promise<void> => {
    setSaving(true);
    const saved = await savePdf(props.pdfName);
    setSaving(false);
    if (!saved.ok) return void showToast({ kind: 'error', text: errorLine(t, saved.error) });
    if (saved.value === null) return;
    props.onPrint();
    showToast({ kind: 'success', text: t('person.done', { name: saved.value.name }) });
  };
  useShortcut('mod+p', print, { label: props.label });
  return (
    <div className="print-buttons">
      {canSavePdf() && (
        <Button icon={<FilePdfOutlined aria-hidden="true" />} disabled={props.disabled} loading={saving} onClick={() => void save()}>
          {t('portrait.print.savePdf')}
        </Button>
      )}
      <Button type="primary" icon={<PrinterOutlined aria-hidden="true" />} disabled={props.disabled} onClick={print}>
        {props.label}
      </Button>
    </div>
  );
}
