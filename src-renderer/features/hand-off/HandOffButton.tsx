import { MobileOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.tsx';
import { askHandOff, type HandOffAsk } from './hand-off-store.ts';

const NEEDS = { card: 'handOff.card', event: 'handOff.event', calls: 'calls.list', cards: 'handOff.cards' } as const;

/** Opens the way to a phone. `ask` null: nothing is chosen yet. */
export function HandOffButton({ of, ask, small }: { readonly of: HandOffAsk['of']; readonly ask: HandOffAsk | null; readonly small?: boolean }) {
  const t = useT();
  if (!useMay(NEEDS[of])) return null;
  return (
    <Button size={small === true ? 'small' : 'middle'} icon={<MobileOutlined aria-hidden="true" />} disabled={ask === null} onClick={() => ask && askHandOff(ask)}>
      {t(of === 'cards' ? 'handOff.cards' : 'handOff.button')}
    </Button>
  );
}
