import { MessageOutlined, PrinterOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useT } from '../../../lib/i18n.ts';
import { May, useMay } from '../../../lib/may.tsx';
import { KeyHint } from '../../../ui/KeyHint.tsx';
import { HandOffButton } from '../../hand-off/HandOffButton.tsx';
import { MoveButton } from '../../moving/MoveButton.tsx';
import { openFollowUp } from '../../follow-ups/follow-up-store.ts';
import { PrivacyMenu } from '../../privacy/PrivacyMenu.tsx';

/** What is done most on a profile. */
export function ProfileButtons({ id, name, deleted, onErased }: { readonly id: number; readonly name: string; readonly deleted: boolean; readonly onErased: () => void }) {
  const t = useT();
  const navigate = useNavigate();
  const [mayMove, mayWrite] = [useMay('moving.start'), useMay('followUps.create')];
  return (
    <>
      <May call="privacy.exportPerson">
        <PrivacyMenu id={id} onErased={onErased} />
      </May>
      <Button icon={<PrinterOutlined aria-hidden="true" />} onClick={() => void navigate({ to: '/customers/$id/print', params: { id } })}>
        {t('portrait.print.button')}
      </Button>
      {!deleted && <HandOffButton of="card" ask={{ of: 'card', id, name }} />}
      {!deleted && mayMove && <MoveButton selection={{ ids: [id] }} count={1} />}
      {!deleted && mayWrite && (
        <Button type="primary" icon={<MessageOutlined aria-hidden="true" />} onClick={() => openFollowUp(id)} aria-keyshortcuts="F">
          {t('portrait.followUp.title')}
          <KeyHint keys="f" />
        </Button>
      )}
    </>
  );
}
