import { useDeferredValue, type ReactNode } from 'react';

/**
 * Draws what takes long after what stands around it, in slices of a few milliseconds: the press that opened it is answered at once,
 * and keys and frames come in between. For forms and tables of many controls, whose first drawing would hold the window for longer
 * than a frame. Later changes are drawn as usual.
 */
export function Later({ children, before = null }: { readonly children: ReactNode; readonly before?: ReactNode }) {
  return useDeferredValue(true, false) ? children : before;
}
