/**
 * A text with memory of its own. A cell is a slice of the piece of the file it was read
 * from, and the slice keeps the whole piece alive: whatever outlives its batch (issues,
 * caches) is copied, or a few thousand short texts would hold the file in memory.
 */
const SLICED_FROM = 13;

/** The same text, not sharing memory with a longer one. */
export function ownText(text: string): string {
  // Shorter slices are copies already.
  if (text.length < SLICED_FROM) return text;
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
