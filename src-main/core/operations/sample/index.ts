/** Fills the practice book. */
import type { Language } from '../../../../shared/modules/words.ts';
import type { OpenBook } from '../../domain/context.ts';

export function fillSample(_book: OpenBook, _language: Language): void {
  // Filled by the sample generator.
}
