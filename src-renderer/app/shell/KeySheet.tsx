import { useT } from '../../lib/i18n.ts';
import { useShortcutList, type ShortcutInfo } from '../../lib/shortcuts.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { KeyHint } from '../../ui/KeyHint.tsx';

/** The keys that work now: those of the page first, then those that work everywhere. */
export function KeySheet(props: { readonly open: boolean; readonly onClose: () => void }) {
  const t = useT();
  const list = useShortcutList();
  const everywhere = t('ui.keys.everywhere');
  const groups = new Map<string, ShortcutInfo[]>([[t('ui.keys.here'), []]]);
  for (const info of list) {
    const name = info.group ?? t('ui.keys.here');
    groups.set(name, [...(groups.get(name) ?? []), info]);
  }
  const ordered = [...groups].filter(([, infos]) => infos.length > 0).sort(([a], [b]) => Number(a === everywhere) - Number(b === everywhere));
  return (
    <Dialog open={props.open} title={t('ui.keys.title')} onClose={props.onClose} width={560}>
      <div className="key-sheet">
        {ordered.map(([name, infos]) => (
          <section key={name}>
            <h3>{name}</h3>
            <dl>
              {infos.map((info) => (
                <div key={info.id}>
                  <dt>{info.label}</dt>
                  <dd>
                    <span className="sr-only">{info.keys}</span>
                    <KeyHint keys={info.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
