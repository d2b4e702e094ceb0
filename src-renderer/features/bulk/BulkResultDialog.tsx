import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { BulkResult } from '../../../shared/modules/segments.ts';
import { useT } from '../../lib/i18n.ts';
import { useUndo } from '../../lib/undo.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useBulkResult } from './bulk-outcome.ts';
import './bulk.css';

/** What a bulk change did: who changed (as a list), who stayed as they were and why, and the way back. */
export function BulkResultDialog() {
  const t = useT();
  const navigate = useNavigate();
  const { undo } = useUndo();
  const shown = useBulkResult((state) => state.shown);
  if (shown === null) return null;
  const close = (): void => useBulkResult.setState({ shown: null });
  const openList = (): void => {
    close();
    void navigate({ to: '/customers', search: { import: shown.actionId } });
  };
  const openOne = (id: number): void => {
    close();
    void navigate({ to: '/customers/$id', params: { id } });
  };
  return (
    <Dialog open width={640} title={t('views.bulk.result.title')} okText={t('views.bulk.result.list')} {...(shown.count > 0 && { onOk: openList })} cancelText={t('ui.actions.close')} onClose={close}>
      <div className="bulk-result">
        <p>
          <strong>{t('views.bulk.done', { count: shown.count })}</strong>
          {shown.count > 0 && (
            <Button
              size="small"
              onClick={() => {
                close();
                void undo(shown.actionId);
              }}
            >
              {t('ui.undo.button')}
            </Button>
          )}
        </p>
        {shown.same > 0 && <p>{t('views.bulk.result.same', { count: shown.same })}</p>}
        {shown.refused > 0 && <Refused result={shown} onOpen={openOne} />}
      </div>
    </Dialog>
  );
}

function Refused({ result, onOpen }: { readonly result: BulkResult; readonly onOpen: (id: number) => void }) {
  const t = useT();
  const { refused, refusals } = result;
  return (
    <>
      <p className="bulk-refused">{t('views.bulk.result.refused', { count: refused })}</p>
      <div className="bulk-refusals" tabIndex={0} role="region" aria-label={t('views.bulk.result.refused', { count: refused })}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('views.bulk.customer')}</th>
              <th scope="col">{t('views.bulk.result.why')}</th>
            </tr>
          </thead>
          <tbody>
            {refusals.map(({ id, name, reason }) => (
              <tr key={id}>
                <th scope="row">
                  <Button type="link" size="small" onClick={() => onOpen(id)}>
                    {name}
                  </Button>
                </th>
                <td>{t(`views.bulk.result.${reason}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {refusals.length < refused && <p className="quiet">{t('views.bulk.result.first', { count: refusals.length })}</p>}
    </>
  );
}
