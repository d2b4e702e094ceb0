import type { MergePart } from '../../../shared/kernel/merge-text.ts';
import './merged-text.css';

/** A text with its fields filled in; what is missing stands out, and is said as such by its braces. */
export function MergedText({ parts }: { readonly parts: readonly Pick<MergePart, 'kind' | 'text'>[] }) {
  return (
    <p className="merged-text">
      {parts.map(({ kind, text }, i) => (
        <span key={i} className={kind === 'missing' || kind === 'unknown' ? 'merged-gap' : undefined}>
          {text}
        </span>
      ))}
    </p>
  );
}
