import { ExportOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useT } from '../../lib/i18n.ts';
import { May } from '../../lib/may.tsx';
import { ErrorNote } from '../../ui/States.tsx';
import { DropPicture } from '../../ui/pictures.tsx';
import { PastMoves } from '../moving/PastMoves.tsx';
import { PastImports } from './PastImports.tsx';
import { TemplateButton } from './TemplateButton.tsx';
import { useStartImport } from './use-start-import.ts';
import './drop.css';
import './transfer-home.css';

/** Before an import: where to drop the file, the export, what was imported before. */
export function TransferHome({ onExport }: { readonly onExport: () => void }) {
  const t = useT();
  const start = useStartImport();
  return (
    <div className="transfer">
      <May call="import.start">
        <div className="drop-zone">
          <DropPicture />
          <div>
            <h2>{t('transfer.drop.title')}</h2>
            <p className="quiet">{t('transfer.drop.hint')}</p>
            <TemplateButton />
          </div>
          <Button type="primary" size="large" loading={start.busy} onClick={() => void start.pick()}>
            {t('transfer.drop.button')}
          </Button>
        </div>
      </May>
      {start.error !== null && <ErrorNote error={start.error} />}
      <May call="export.start">
        <div className="transfer-export">
          <ExportOutlined aria-hidden="true" />
          <div>
            <h3>{t('transfer.exportCard.title')}</h3>
            <p className="quiet">{t('transfer.exportCard.hint')}</p>
          </div>
          <Button onClick={onExport}>{t('transfer.exportCard.button')}</Button>
        </div>
      </May>
      <May call="import.list">
        <PastImports />
      </May>
      <May call="moving.list">
        <PastMoves />
      </May>
    </div>
  );
}
