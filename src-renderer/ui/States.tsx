/** The four states of a place where data goes: empty, loading, failed, too much. */
import { Button } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import type { AppError } from '../../shared/kernel/result.ts';
import { useErrorText } from '../lib/error-text.ts';
import { useT } from '../lib/i18n.ts';
import './states.css';

/** Nothing here yet: one sentence, one line drawing, one action. */
export function Empty(props: { readonly picture?: ReactNode; readonly text: string; readonly detail?: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className="state">
      {props.picture !== undefined && <div className="state-picture" aria-hidden="true">{props.picture}</div>}
      <p className="state-text">{props.text}</p>
      {props.detail !== undefined && <p className="quiet">{props.detail}</p>}
      {props.action !== undefined && props.action !== false && <div className="state-action">{props.action}</div>}
    </div>
  );
}

/** Grey rows in the shape of what comes; nothing at all for the first 150 ms, so that quick answers do not flicker. */
export function Loading({ rows = 6 }: { readonly rows?: number }) {
  const t = useT();
  const late = useLate(150);
  return (
    <div className="skeleton" role="status" aria-label={t('ui.states.loading')}>
      {late && Array.from({ length: rows }, (_, index) => <div key={index} className={`skeleton-row skeleton-w${index % 3}`} />)}
    </div>
  );
}

/** True after `ms`: for what should be shown only when waiting gets long. */
export function useLate(ms: number): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return late;
}

/** What failed, why, and what now. Show it above data that is still there, not instead of it. */
export function ErrorState(props: { readonly error: AppError; readonly onRetry?: () => void; readonly action?: ReactNode }) {
  const t = useT();
  const text = useErrorText()(props.error);
  return (
    <div className="state state-error" role="alert">
      <p className="state-text">{text.what}</p>
      {text.remedy !== '' && <p className="quiet">{text.remedy}</p>}
      <div className="state-action">
        {props.onRetry !== undefined && props.error.code !== 'people.denied' && <Button onClick={props.onRetry}>{t('ui.actions.retry')}</Button>}
        {props.action}
      </div>
    </div>
  );
}

/** More than is shown: says how many, and to filter. */
export function TooMuch({ count, shown }: { readonly count: number; readonly shown: number }) {
  const t = useT();
  return <p className="state-too-much quiet">{t('ui.states.tooMany', { count, shown })}</p>;
}

/** An error as a quiet line with an icon-free bar, for forms and panels. */
export function ErrorNote({ error, action }: { readonly error: AppError; readonly action?: ReactNode }) {
  const text = useErrorText()(error);
  return (
    <div className="note note-danger" role="alert">
      <p>
        <strong>{text.what}</strong>
        {/[。！？]$/.test(text.what) ? text.remedy : ` ${text.remedy}`}
      </p>
      {action}
    </div>
  );
}

/** A remark in a coloured bar. */
export function Note(props: { readonly kind: 'info' | 'warning' | 'positive'; readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className={`note note-${props.kind}`}>
      <div>{props.children}</div>
      {props.action}
    </div>
  );
}
