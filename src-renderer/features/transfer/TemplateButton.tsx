import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { api } from '../../lib/api.ts';
import { errorLine } from '../../lib/error-text.ts';
import { deliver, saveTarget } from '../../lib/files.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { showToast } from '../../lib/toast.ts';

const FORMATS = ['xlsx', 'csv'] as const;

/** An empty table in the language of the window, to be filled in and dropped here again. */
export function TemplateButton() {
  const t = useT();
  const language = useLanguage();
  const save = async (format: (typeof FORMATS)[number]): Promise<void> => {
    const target = await saveTarget(`${t('transfer.drop.templateName')}.${format}`);
    if (target.ok && target.value === null) return;
    const reply = target.ok && target.value !== null ? await api.call('import.template', { file: target.value.token, format, language }) : target;
    if (!reply.ok) return void showToast({ kind: 'error', text: errorLine(t, reply.error) });
    if (!target.ok || target.value === null) return;
    await deliver(target.value);
    showToast({ kind: 'success', text: t('transfer.drop.templateDone') });
  };
  return (
    <Dropdown trigger={['click']} menu={{ items: FORMATS.map((format) => ({ key: format, label: t(`transfer.drop.templateAs.${format}`), onClick: () => void save(format) })) }}>
      <Button type="link" icon={<DownloadOutlined aria-hidden="true" />} aria-haspopup="menu">
        {t('transfer.drop.template')}
      </Button>
    </Dropdown>
  );
}
