import { useEffect, useRef, type ReactNode } from 'react';
import { useT } from '../../lib/i18n.ts';
import { COUNTED, type FirstRunState } from './first-run-state.ts';

/** The heading of a step. It takes the focus, so that a screen reader says where one is; fields with autofocus take it over. */
export function StepHead(props: { readonly step?: FirstRunState['step']; readonly title: string; readonly intro?: ReactNode }) {
  const t = useT();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = props.title;
    const page = heading.current?.closest('main');
    if (page?.contains(document.activeElement) !== true) heading.current?.focus();
  }, [props.title]);
  const at = props.step === undefined ? -1 : COUNTED.indexOf(props.step);
  return (
    <div className="entrance-head no-print">
      {at >= 0 && <div className="entrance-step">{t('session.steps', { step: at + 1, total: COUNTED.length })}</div>}
      <h1 ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
        {props.title}
      </h1>
      {props.intro !== undefined && <p>{props.intro}</p>}
    </div>
  );
}
