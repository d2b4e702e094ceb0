import type { Prefs } from '../../shared/modules/system.ts';
import { usePrefs } from '../lib/prefs.ts';

const ROW_PX: Readonly<Record<Prefs['density'], number>> = { compact: 28, normal: 36, comfortable: 44 };

/** The height of a row in whole pixels, by density and font size. */
export function useRowPx(): number {
  const { density, fontScale } = usePrefs();
  return Math.round((ROW_PX[density] * fontScale) / 100);
}
