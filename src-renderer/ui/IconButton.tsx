import { Button, Tooltip } from 'antd';
import type { ReactNode } from 'react';

/** A button that shows only an icon; its label is what a screen reader says and what the pointer brings up. */
export function IconButton(props: {
  readonly icon: ReactNode;
  readonly label: string;
  readonly onClick?: () => void;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly size?: 'small' | 'middle';
  readonly pressed?: boolean;
}) {
  return (
    <Tooltip title={props.label} mouseEnterDelay={0.4}>
      <Button
        type="text"
        icon={props.icon}
        aria-label={props.label}
        aria-pressed={props.pressed}
        size={props.size ?? 'middle'}
        danger={props.danger ?? false}
        disabled={props.disabled ?? false}
        {...(props.onClick && { onClick: props.onClick })}
      />
    </Tooltip>
  );
}
