import type { ReactNode } from 'react';
import { useT } from '../lib/i18n.ts';
import { Button } from 'antd';
import './selection-bar.css';

/** At the foot of a list while something is selected: how many, and what can be done with them. */
export function SelectionBar(props: { readonly count: number; readonly onClear: () => void; readonly children: ReactNode }) {
  const t = useT();
  if (props.count === 0) return null;
  return (
    <div className="selection-bar" role="toolbar" aria-label={t('ui.selection.count', { count: props.count })}>
      <strong className="tabular" aria-live="polite">
        {t('ui.selection.count', { count: props.count })}
      </strong>
      <div className="selection-actions">{props.children}</div>
      <Button type="text" onClick={props.onClear}>
        {t('ui.selection.clear')}
      </Button>
    </div>
  );
}
