import type { ChangeEvent, KeyboardEvent } from 'react';
import { useState } from 'react';

/**
 * A text that is saved when its field is left or confirmed with Enter; Esc puts the old one back.
 * `field` gives the props of the input; while the text is bad it is not saved but stays to be mended.
 */
export function useSavedText(saved: string, onSave: (text: string) => void) {
  const [text, setText] = useState<string | null>(null);
  const shown = text ?? saved;
  const field = (isBad: boolean) => {
    const end = (): void => {
      if (isBad) return;
      if (text !== null && text.trim() !== saved) onSave(text.trim());
      setText(null);
    };
    return {
      value: shown,
      onChange: (event: ChangeEvent<HTMLInputElement>) => setText(event.target.value),
      onBlur: end,
      onPressEnter: end,
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === 'Escape') setText(null);
      },
    };
  };
  return { shown, field };
}
