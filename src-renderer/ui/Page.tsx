import { QuestionCircleOutlined } from '@ant-design/icons';
import { useEffect, useRef, type ReactNode } from 'react';
import { openHelp } from '../lib/help.ts';
import { useT } from '../lib/i18n.ts';
import { IconButton } from './IconButton.tsx';
import './page.css';

/** A page: one header row with title, count, what the page offers, and its primary action at the right; below it nothing but the data. */
export function Page(props: {
  readonly title: string;
  /** Beside the title: "1,234". */
  readonly count?: ReactNode;
  /** Search, view. */
  readonly tools?: ReactNode;
  /** At the right: the primary action. */
  readonly actions?: ReactNode;
  /** Text pages are as wide as a column of text; lists take all there is. */
  readonly width?: 'text' | 'full';
  readonly children: ReactNode;
}) {
  const t = useT();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = props.title;
  }, [props.title]);
  return (
    <div className="page">
      <header className="page-header">
        <h1 ref={heading} tabIndex={-1}>
          {props.title}
          {props.count !== undefined && <span className="page-count tabular">{props.count}</span>}
        </h1>
        <span className="page-help no-print">
          <IconButton size="small" icon={<QuestionCircleOutlined aria-hidden="true" />} label={t('help.here')} onClick={() => openHelp()} />
        </span>
        <div className="page-tools">{props.tools}</div>
        <div className="page-actions">{props.actions}</div>
      </header>
      <div className={props.width === 'text' ? 'page-body page-body-text' : 'page-body'}>{props.children}</div>
    </div>
  );
}
