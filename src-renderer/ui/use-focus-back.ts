import { useEffect, useState } from 'react';

/**
 * Gives the focus back to what had it before this was opened, once it is closed or taken away: to the button that was pressed, so that
 * the keyboard goes on from there. A focus that has gone elsewhere meanwhile stays there.
 */
export function useFocusBack(isOpen: boolean): void {
  // Read while it is drawn: a field inside takes the focus before any effect runs.
  const [last, setLast] = useState(() => ({ isOpen, before: isOpen ? document.activeElement : null }));
  if (last.isOpen !== isOpen) setLast({ isOpen, before: isOpen ? document.activeElement : last.before });
  const { before } = last;
  useEffect(() => {
    if (!isOpen) return;
    return () => {
      setTimeout(() => {
        const now = document.activeElement;
        const isLost = now === null || now === document.body || now.closest('.ant-popover') !== null;
        if (isLost && before instanceof HTMLElement && before.isConnected) before.focus();
      }, 0);
    };
  }, [isOpen, before]);
}
