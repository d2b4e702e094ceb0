import './avatar.css';

const HUES = ['teal', 'blue', 'violet', 'rose', 'amber', 'green', 'slate', 'orange'] as const;

/** The hue of a name: the same name has the same one on every page and every day. */
export function hueOf(name: string): (typeof HUES)[number] {
  let hash = 7;
  for (const char of name) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return HUES[hash % HUES.length] ?? 'teal';
}

/** What stands in the circle: the last one or two characters of a Chinese name, initials of a Latin one. */
export function initialsOf(name: string): string {
  const text = name.trim();
  if (/\p{Script=Han}/u.test(text)) {
    const chars = [...text].filter((char) => /\p{Script=Han}/u.test(char));
    return chars.slice(chars.length > 4 ? 0 : -2).slice(0, 2).join('');
  }
  const words = text.split(/\s+/).filter((word) => word !== '');
  const letters = words.length > 1 ? [words[0], words[words.length - 1]].map((word) => [...(word ?? '')][0] ?? '') : [...text].slice(0, 2);
  return letters.join('').toUpperCase();
}

/** A round picture of a name. Decoration: the name stands beside it. */
export function Avatar({ name, size = 'small' }: { readonly name: string; readonly size?: 'small' | 'large' }) {
  return (
    <span className={`avatar avatar-${size} hue-${hueOf(name)}`} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
