import { useT } from '../../lib/i18n.ts';
import { keyCaps } from '../../lib/shortcuts.ts';
import type { Said } from './said.ts';

/** A sentence of the help: words of the screen stand out, keys look like keys. */
export function Sentence({ said }: { readonly said: Said }) {
  const t = useT();
  return said.map((piece, at) => {
    if (typeof piece === 'string') return piece;
    if ('code' in piece) return <code key={at}>{piece.code}</code>;
    if ('keys' in piece) return <kbd key={at}>{keyCaps(piece.keys).join('+')}</kbd>;
    return <b key={at}>{t(piece.word, 'vars' in piece ? piece.vars : undefined)}</b>;
  });
}
