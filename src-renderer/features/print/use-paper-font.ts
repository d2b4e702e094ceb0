import { useEffect, useState } from 'react';
import { paperFontFor } from './fonts.ts';

/** True once the font of paper is there for these characters. */
export function usePaperFont(text: string | undefined): boolean {
  const [readyFor, setReadyFor] = useState<string | null>(null);
  useEffect(() => {
    if (text === undefined) return;
    let gone = false;
    void paperFontFor(text).finally(() => !gone && setReadyFor(text));
    return () => {
      gone = true;
    };
  }, [text]);
  return readyFor !== null && readyFor === text;
}
