import { SafetyOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useState } from 'react';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { EraseDialog } from './EraseDialog.tsx';
import { askPerson } from './person-store.ts';

/** What a person may ask for about their own data. */
export function PrivacyMenu({ id, onErased }: { readonly id: number; readonly onErased: () => void }) {
  const t = useT();
  const [erasing, setErasing] = useState(false);
  const mayErase = useMay('privacy.erase');
  const items: MenuProps['items'] = [
    { key: 'export', label: t('person.button') },
    ...(mayErase ? [{ key: 'erase', danger: true, label: t('privacy.erase.button') }] : []),
  ];
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => (key === 'export' ? askPerson(id) : setErasing(true)) }}>
        <Button icon={<SafetyOutlined aria-hidden="true" />} aria-haspopup="menu">
          {t('privacy.menu')}
        </Button>
      </Dropdown>
      {erasing && <EraseDialog id={id} onClose={() => setErasing(false)} onDone={onErased} />}
    </>
  );
}
