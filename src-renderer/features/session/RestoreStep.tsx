import { useT } from '../../lib/i18n.ts';
import { useRestore } from '../../lib/use-restore.ts';
import { RestoreForm } from '../../ui/RestoreForm.tsx';
import { StepHead } from './StepHead.tsx';

/** Restoring a backup before any book is open. */
export function RestoreStep(props: { readonly onBack: () => void; readonly onDone: () => void }) {
  const t = useT();
  const restore = useRestore();
  const head = <StepHead title={t('session.restore.title')} intro={t('session.restore.intro')} />;
  return <RestoreForm restore={restore} head={head} backLabel={t('ui.actions.back')} onBack={props.onBack} onDone={props.onDone} />;
}
