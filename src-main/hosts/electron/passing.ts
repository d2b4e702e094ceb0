/** What the window put on the clipboard for a while: taken off again after 30 seconds, at the lock and at the end, if it is still there. */

/** The system's clipboard, as far as we use it. */
export interface Clipboard {
  readText(): Promise<string>;
  clear(): Promise<void> | void;
}

export interface Passing {
  /** Begins to count for this text; what was counted before is forgotten. */
  put(text: string): void;
  /** Takes it off now. */
  takeOff(): Promise<void>;
}

const PASSING_MS = 30_000;

export function createPassing(clipboard: Clipboard): Passing {
  let text: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  const takeOff = async (): Promise<void> => {
    clearTimeout(timer);
    const ours = text;
    text = null;
    // Only what the page itself put there goes; what else lies there is told to nobody.
    if (ours !== null && (await clipboard.readText()) === ours) await clipboard.clear();
  };
  return {
    put(next) {
      clearTimeout(timer);
      text = next;
      timer = setTimeout(() => void takeOff(), PASSING_MS);
    },
    takeOff,
  };
}
