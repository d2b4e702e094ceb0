import { CloseOutlined } from '@ant-design/icons';
import './avatar.css';

/** A tag in its hue; with `onRemove` it carries a button whose name the caller gives ("移除标签 VIP"). */
export function TagChip(props: { readonly name: string; readonly color: string; readonly onRemove?: () => void; readonly removeLabel?: string }) {
  return (
    <span className={`tag-chip hue-${props.color}`}>
      <span title={props.name}>{props.name}</span>
      {props.onRemove !== undefined && (
        <button type="button" aria-label={props.removeLabel ?? props.name} onClick={props.onRemove}>
          <CloseOutlined style={{ fontSize: '0.6rem' }} aria-hidden />
        </button>
      )}
    </span>
  );
}
