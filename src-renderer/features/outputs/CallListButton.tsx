import { PhoneOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useCallback } from 'react';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { useCallsAsk, type CallsAsk } from './call-list.ts';

/** Opens the sheet of whom to call. */
export function useOpenCalls(): (ask: CallsAsk) => void {
  const navigate = useNavigate();
  return useCallback(
    (ask) => {
      useCallsAsk.setState({ ask });
      void navigate({ to: '/calls' });
    },
    [navigate],
  );
}

/** `ask` null: nothing is chosen yet. */
export function CallListButton({ ask, small }: { readonly ask: CallsAsk | null; readonly small?: boolean }) {
  const t = useT();
  const open = useOpenCalls();
  if (!useMay('calls.list')) return null;
  return (
    <Button size={small === true ? 'small' : 'middle'} icon={<PhoneOutlined aria-hidden="true" />} disabled={ask === null} onClick={() => ask && open(ask)}>
      {t('outputs.calls.open')}
    </Button>
  );
}
