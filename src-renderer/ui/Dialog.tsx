import { Modal } from 'antd';
import { Fragment, useState, type ReactNode } from 'react';
import { useT } from '../lib/i18n.ts';
import { useFocusBack } from './use-focus-back.ts';

/**
 * A question or a small form over the page. Esc and the cancel button close it; the primary button says what happens. Opened again while it
 * still fades, it begins anew.
 */
export function Dialog(props: {
  readonly open: boolean;
  readonly title: string;
  readonly okText?: string;
  readonly cancelText?: string;
  readonly onOk?: () => void;
  readonly onClose: () => void;
  readonly busy?: boolean;
  readonly danger?: boolean;
  readonly okDisabled?: boolean;
  readonly width?: number;
  readonly children: ReactNode;
}) {
  const t = useT();
  useFocusBack(props.open);
  const [opening, setOpening] = useState({ isOpen: props.open, turn: 0 });
  if (opening.isOpen !== props.open) setOpening({ isOpen: props.open, turn: opening.turn + (props.open ? 1 : 0) });
  return (
    <Modal
      open={props.open}
      title={props.title}
      width={props.width ?? 480}
      onCancel={props.onClose}
      {...(props.onOk ? { onOk: props.onOk } : { footer: null })}
      okText={props.okText ?? t('ui.actions.save')}
      cancelText={props.cancelText ?? t('ui.actions.cancel')}
      okButtonProps={{ danger: props.danger ?? false, disabled: props.okDisabled ?? false }}
      confirmLoading={props.busy ?? false}
      destroyOnHidden
      centered
    >
      <Fragment key={opening.turn}>{props.children}</Fragment>
    </Modal>
  );
}
