import { CopyOutlined, FileTextOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { copyText } from '../lib/clipboard.ts';
import { errorLine } from '../lib/error-text.ts';
import { fileDate, nameForFile, saveText } from '../lib/files.ts';
import { useLanguage, useT } from '../lib/i18n.ts';
import { printWindow } from '../lib/print.ts';
import { showToast } from '../lib/toast.ts';
import { groupsOf } from '../lib/recovery-code.ts';
import { sheetText } from '../lib/recovery-sheet.ts';
import './recovery.css';

/** The code in large groups, each with its number; a screen reader spells it out. */
export function RecoveryCode({ code }: { readonly code: string }) {
  const t = useT();
  return (
    <ol className="recovery-code" aria-label={t('session.recovery.code')}>
      {groupsOf(code).map((group, index) => (
        <li key={index}>
          <b aria-label={[...group].join(' ')}>{group}</b>
          <small>{t('session.recovery.group', { n: index + 1 })}</small>
        </li>
      ))}
    </ol>
  );
}

/** The three ways to keep the code. Copying and saving happen inside the window: nothing is sent anywhere. */
export function RecoveryButtons({ name, code }: { readonly name: string; readonly code: string }) {
  const t = useT();
  const language = useLanguage();
  const copy = async () => {
    if (await copyText(code)) showToast({ kind: 'success', text: t('session.recovery.copied') });
  };
  const save = async () => {
    const saved = await saveText(t('session.recovery.fileName', { name: nameForFile(name), date: fileDate() }), sheetText(t, language, name, code, Date.now()));
    if (!saved.ok) showToast({ kind: 'error', text: errorLine(t, saved.error) });
    else if (saved.value !== null) showToast({ kind: 'success', text: t('session.recovery.saved') });
  };
  return (
    <div className="recovery-buttons">
      <Button icon={<PrinterOutlined aria-hidden />} onClick={() => void printWindow()}>
        {t('session.recovery.print')}
      </Button>
      <Button icon={<CopyOutlined aria-hidden />} onClick={() => void copy()}>
        {t('session.recovery.copy')}
      </Button>
      <Button icon={<FileTextOutlined aria-hidden />} onClick={() => void save()}>
        {t('session.recovery.save')}
      </Button>
    </div>
  );
}
