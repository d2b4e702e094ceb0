import { FolderOpenOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { canPickFolder, pickFolder } from '../lib/files.ts';
import { useT } from '../lib/i18n.ts';
import './folder-input.css';

/** The path of a folder: typed, or chosen in the system's dialog where there is one. Takes `id` and what describes it from `Field`. */
export function FolderInput(props: {
  readonly value: string;
  readonly onChange: (folder: string) => void;
  readonly onPressEnter?: () => void;
  readonly autoFocus?: boolean;
  readonly id?: string;
  readonly 'aria-describedby'?: string | undefined;
  readonly 'aria-invalid'?: boolean | undefined;
}) {
  const t = useT();
  const { onChange, ...input } = props;
  const field = <Input {...input} maxLength={1024} spellCheck={false} onChange={(event) => onChange(event.target.value)} />;
  if (!canPickFolder()) return field;
  const choose = async (): Promise<void> => {
    const folder = await pickFolder();
    if (folder !== null) onChange(folder);
  };
  return (
    <div className="folder-input">
      {field}
      <Button icon={<FolderOpenOutlined aria-hidden />} onClick={() => void choose()}>
        {t('ui.actions.browse')}
      </Button>
    </div>
  );
}
