/** The steps of making a book, as a union: each step holds what is known by then, and nothing else. */
import type { BookKind, Preset } from '../../../shared/modules/words.ts';

export interface BookDraft {
  readonly name: string;
  readonly kind: BookKind;
  readonly preset: Preset;
}

export type FirstRunState =
  | { readonly step: 'welcome' }
  | { readonly step: 'book'; readonly draft: BookDraft }
  | { readonly step: 'passphrase'; readonly draft: BookDraft }
  | { readonly step: 'recovery'; readonly name: string; readonly code: string }
  | { readonly step: 'confirm'; readonly name: string; readonly code: string; readonly group: number };

export const emptyDraft: BookDraft = { name: '', kind: 'individual', preset: 'retail' };

/** The steps that are counted for the user; the welcome is not one. */
export const COUNTED: readonly FirstRunState['step'][] = ['book', 'passphrase', 'recovery', 'confirm'];
