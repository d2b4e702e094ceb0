import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { useT } from '../../lib/i18n.ts';
import { useSegments } from '../segments/use-segments.ts';
import { useViews } from './use-views.ts';
import { openPlain, openView } from './view-state.ts';

const MOST = 6;

/** In the palette: the saved views and segments whose name has what was typed. */
export function JumpItems({ typed, onRun }: { readonly typed: string; readonly onRun: (act: () => void) => void }) {
  const t = useT();
  const navigate = useNavigate();
  const { views } = useViews();
  const { segments } = useSegments();
  const fits = ({ name }: { readonly name: string }) => typed !== '' && name.toLowerCase().includes(typed.toLowerCase());
  const found = [
    ...views.filter(fits).map((view) => ({ key: `view ${view.id}`, name: view.name, kind: t('views.title'), open: () => openView(view) })),
    ...segments.filter(fits).map(({ id, name }) => ({ key: `segment ${id}`, name, kind: t('segments.title'), open: () => openPlain({ all: [{ segment: id }] }) })),
  ].slice(0, MOST);
  if (found.length === 0) return null;
  const run = (open: () => void) =>
    onRun(() => {
      open();
      void navigate({ to: '/customers' });
    });
  return (
    <Command.Group heading={`${t('views.title')} · ${t('segments.title')}`}>
      {found.map((one) => (
        <Command.Item key={one.key} value={one.key} onSelect={() => run(one.open)}>
          <span>{one.name}</span>
          <span className="quiet">{one.kind}</span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}
