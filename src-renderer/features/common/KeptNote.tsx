import { Button } from 'antd';
import { useT } from '../../lib/i18n.ts';
import { Note } from '../../ui/States.tsx';

/** Above a form that was left half written: it is all still here, and one press begins anew. */
export function KeptNote({ onAfresh }: { readonly onAfresh: () => void }) {
  const t = useT();
  return (
    <Note
      kind="info"
      action={
        <Button size="small" onClick={onAfresh}>
          {t('ui.kept.discard')}
        </Button>
      }
    >
      {t('ui.kept.here')}
    </Note>
  );
}
