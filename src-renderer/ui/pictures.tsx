/** Line drawings for empty places. They take the colour of the text around them and say nothing to a screen reader. */

const frame = { width: 120, height: 90, viewBox: '0 0 120 90', fill: 'none', stroke: 'currentColor', strokeWidth: 1.5, strokeLinecap: 'round', strokeLinejoin: 'round', 'aria-hidden': true } as const; // prettier-ignore

/** An open customer book. */
export function BookPicture() {
  return (
    <svg {...frame}>
      <path d="M60 22c-8-6-20-8-38-8v56c18 0 30 2 38 8 8-6 20-8 38-8V14c-18 0-30 2-38 8Z" />
      <path d="M60 22v56" />
      <circle cx="38" cy="33" r="5" />
      <path d="M30 46c1-4 4-6 8-6s7 2 8 6" />
      <path d="M30 55h17M30 61h12" opacity=".55" />
      <path d="M72 31h17M72 38h12M72 48h17M72 55h9M72 65h14" opacity=".55" />
    </svg>
  );
}

/** A spreadsheet on its way into a tray. */
export function DropPicture() {
  return (
    <svg {...frame}>
      <path d="M40 10h32l10 10v30H40Z" />
      <path d="M72 10v10h10" />
      <path d="M46 28h30M46 35h30M46 42h30M56 24v22M66 24v22" opacity=".55" />
      <path d="M61 54v14M55 62l6 6 6-6" stroke="var(--accent)" strokeWidth="2" />
      <path d="M22 60v16a4 4 0 0 0 4 4h68a4 4 0 0 0 4-4V60" />
    </svg>
  );
}

/** The mark of the program. */
export function Mark({ size = 28 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <rect x="4" y="3" width="24" height="26" rx="5" fill="var(--accent)" />
      <path d="M9.5 3v26" stroke="var(--on-accent)" strokeOpacity=".45" strokeWidth="1.5" />
      <circle cx="18.5" cy="12.5" r="3.4" stroke="var(--on-accent)" strokeWidth="1.8" />
      <path d="M12.8 22.6c.9-3 3-4.6 5.7-4.6s4.8 1.6 5.7 4.6" stroke="var(--on-accent)" strokeWidth="1.8" strokeLinecap="round" />
    </svg>
  );
}
