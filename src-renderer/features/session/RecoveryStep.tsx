import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useT } from '../../lib/i18n.ts';
import { RecoveryButtons, RecoveryCode } from '../../ui/RecoveryCode.tsx';
import { RecoverySheet } from '../../ui/RecoverySheet.tsx';
import { StepHead } from './StepHead.tsx';

/** Shows the recovery code once, with three ways to keep it; `head` in place of the heading of a first run. */
export function RecoveryStep(props: { readonly name: string; readonly code: string; readonly head?: ReactNode; readonly onNext: () => void }) {
  const t = useT();
  return (
    <>
      {props.head ?? <StepHead step="recovery" title={t('session.recovery.title')} intro={t('session.recovery.intro', { name: props.name })} />}
      <RecoveryCode code={props.code} />
      <RecoveryButtons name={props.name} code={props.code} />
      <div className="entrance-buttons">
        <Button size="large" type="primary" className="push" onClick={props.onNext}>
          {t('session.recovery.kept')}
        </Button>
      </div>
      <RecoverySheet name={props.name} code={props.code} />
    </>
  );
}
