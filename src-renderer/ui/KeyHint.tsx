import { keyCaps } from '../lib/shortcuts.ts';
import './key-hint.css';

/** The keys of a shortcut as caps. Decoration: the control it belongs to says the keys in `aria-keyshortcuts`. */
export function KeyHint({ keys }: { readonly keys: string }) {
  return (
    <span className="key-hint" aria-hidden="true">
      {keyCaps(keys).map((cap) => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </span>
  );
}
