/** How well a name fits what is typed into a search for commands, topics and the like: by its words in either language, its sound, its initials. */

export interface Named {
  /** Pinyin by syllables of the Chinese name. Written by hand: a table of all characters would cost the window 300 KB. */
  readonly sound: string;
  /** Other words people try, in both languages. */
  readonly also: string;
}

/**
 * 0: not at all; higher is better. `labels` are the names in both languages. The start of a name beats its middle; a name beats its
 * sound; initials need to fit from the first syllable on.
 */
export function fitOf(named: Named, labels: readonly string[], typed: string): number {
  const text = typed.trim().toLowerCase();
  if (text === '') return 1;
  const squeezed = text.replace(/[\s']/g, '');
  const names = labels.map((label) => label.toLowerCase());
  if (names.some((name) => name.startsWith(text))) return 6;
  if (names.some((name) => name.includes(` ${text}`))) return 5;
  const syllables = named.sound.split(' ');
  if (soundFits(syllables, squeezed)) return 4;
  if (names.some((name) => name.includes(text))) return 3;
  if (syllables.some((_, at) => at > 0 && soundFits(syllables.slice(at), squeezed))) return 2;
  return named.also.split(' ').some((word) => word.startsWith(text)) ? 1 : 0;
}

/** True when the letters are beginnings of the syllables in a row: `dr`, `daor`, `daoru` for dao·ru. */
export function soundFits(syllables: readonly string[], letters: string): boolean {
  if (letters === '') return true;
  const [first, ...rest] = syllables;
  if (first === undefined) return false;
  for (let length = Math.min(first.length, letters.length); length > 0; length -= 1) {
    if (letters.startsWith(first.slice(0, length)) && soundFits(rest, letters.slice(length))) return true;
  }
  return false;
}
