import { SwapOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { Selection } from '../../../shared/modules/customers.ts';
import { useT } from '../../lib/i18n.ts';
import { askMoving } from './moving-store.ts';

/** Opens the dialog for these customers. In a crowded bar only the icon is shown. */
export function MoveButton(props: { readonly selection: Selection | null; readonly count: number; readonly onDone?: () => void }) {
  const t = useT();
  const { selection, count, onDone } = props;
  return (
    <Button
      icon={<SwapOutlined aria-hidden="true" />}
      aria-label={t('moving.button')}
      title={t('moving.button')}
      onClick={() => selection && askMoving({ kind: 'begin', selection, count, ...(onDone && { onDone }) })}
    />
  );
}
