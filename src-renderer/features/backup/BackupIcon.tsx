import { SafetyCertificateOutlined } from '@ant-design/icons';
import { Badge } from 'antd';
import { useApiQuery } from '../../lib/api.ts';
import { worst } from './concerns.ts';

const HOUR_MS = 3_600_000;

/** The sign of the backups in the sidebar, with a dot when something is wrong with them. */
export function BackupIcon() {
  const { data } = useApiQuery('backup.status', {}, { refetchInterval: HOUR_MS });
  const isBad = data !== undefined && worst(data.concerns) === 'bad';
  return (
    <Badge dot={isBad} className="backup-badge">
      <SafetyCertificateOutlined aria-hidden />
    </Badge>
  );
}
