import { CloseOutlined, PaperClipOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useT } from '../../lib/i18n.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { chooseFile, type WaitingFile } from './attach.ts';
import './attachments.css';

/** Files that go along when the form is saved. */
export function WaitingFiles({ files, onChange }: { readonly files: readonly WaitingFile[]; readonly onChange: (files: readonly WaitingFile[]) => void }) {
  const t = useT();
  const choose = async (): Promise<void> => {
    const file = await chooseFile(t);
    if (file) onChange([...files, file]);
  };
  return (
    <div className="waiting-files">
      {files.map((file, index) => (
        <span key={index} className="waiting-file">
          <PaperClipOutlined aria-hidden="true" />
          {file.name}
          <IconButton size="small" icon={<CloseOutlined aria-hidden="true" />} label={t('portrait.followUp.dropFile', { name: file.name })} onClick={() => onChange(files.filter((one) => one !== file))} />
        </span>
      ))}
      <Button type="text" size="small" icon={<PaperClipOutlined aria-hidden="true" />} onClick={() => void choose()}>
        {t('portrait.followUp.addFile')}
      </Button>
      {files.length === 0 && <span className="quiet waiting-hint">{t('portrait.followUp.pasteHint')}</span>}
    </div>
  );
}
