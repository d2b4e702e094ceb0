/**
 * The text of a topic: sentences in which the words of the screen are named by their keys, so that help and buttons cannot drift apart.
 * `say` is checked by the compiler: a key that is no text of the program does not build.
 */
import type { TextKey, Vars } from '../../lib/i18n.ts';

export type Mark = { readonly word: TextKey; readonly vars: Vars } | { readonly code: string } | { readonly keys: string };
export type Piece = string | Mark | { readonly word: TextKey };
/** One sentence or more. */
export type Said = readonly Piece[];

export interface Part {
  readonly title: string;
  /** What to do, one after the other. */
  readonly steps?: readonly Said[];
  /** What is good to know. */
  readonly points?: readonly Said[];
  /** Lists that are taken from where the program defines them. */
  readonly table?: 'functions' | 'examples' | 'keys';
  readonly commands?: readonly { readonly name: string; readonly does: string }[];
}
export interface Topic {
  /** What it is about, in a sentence or two. */
  readonly about: Said;
  readonly parts: readonly Part[];
}

/** A sentence: say`点${'ui.actions.save'}。` */
export function say(strings: TemplateStringsArray, ...marks: readonly (TextKey | Mark)[]): Said {
  return strings.flatMap((text, at): readonly Piece[] => {
    const mark = marks[at];
    const piece = typeof mark === 'string' ? { word: mark } : mark;
    return [...(text === '' ? [] : [text]), ...(piece === undefined ? [] : [piece])];
  });
}

/** A word of the screen with a gap filled in: a number on a button. */
export const word = (key: TextKey, vars: Vars): Mark => ({ word: key, vars });
/** What is typed or read letter by letter. */
export const code = (text: string): Mark => ({ code: text });
/** Keys of the keyboard, as for `useShortcut`: `mod+k`. */
export const keys = (combination: string): Mark => ({ keys: combination });

/** The commands of the command line from the texts of its `--help`, without what they answer to a program. */
export function commandsOf(texts: Readonly<Record<string, { readonly about: string }>>): NonNullable<Part['commands']> {
  return Object.entries(texts).map(([name, { about }]) => ({ name, does: about.replace(/\s*→[\s\S]*$/, '').trim() }));
}
