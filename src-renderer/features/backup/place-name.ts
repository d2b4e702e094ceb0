import type { BackupTarget } from '../../../shared/modules/backup.ts';
import type { Translate } from '../../lib/i18n.ts';

/** What a place is called in a sentence. */
export function placeName(t: Translate, { kind, folder }: Pick<BackupTarget, 'kind' | 'folder'>): string {
  return folder ?? t(`backup.places.kinds.${kind}`);
}
