import { Button, Dropdown } from 'antd';
import { presetSchema, type Preset } from '../../../shared/modules/words.ts';
import { useT } from '../../lib/i18n.ts';

/** A button that opens the list of trades. */
export function PresetMenu({ label, onPick }: { readonly label: string; readonly onPick: (preset: Preset) => void }) {
  const t = useT();
  const items = presetSchema.options.map((preset) => ({ key: preset, label: t(`session.book.presets.${preset}`) }));
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => onPick(key as Preset) }}>
      <Button aria-haspopup="menu">{label}</Button>
    </Dropdown>
  );
}
