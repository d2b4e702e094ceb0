/** Words that occur nowhere else, and every form in which they could lie on a disk. */
export const CANARIES = {
  name: '鸏鸐鸑客',
  phone: '13977712345',
  notes: '龘靐齉备注Xq7Zk',
  company: '麤鱻公司Wv3Lp',
  tag: '籲爨标签',
} as const;

export interface Needle {
  readonly what: string;
  readonly form: 'utf-8' | 'utf-16le' | 'utf-16be' | 'base64' | 'hex';
  readonly bytes: Buffer;
}

function swapped(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

/** Base64 of a text inside others: the part that does not depend on its neighbours, at each of the three alignments. */
function base64Cores(text: string): string[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64').replace(/=+$/, '');
    return encoded.slice(Math.ceil((shift * 8) / 6), encoded.length - 2);
  });
}

/** Everything to look for. The first characters are enough, so that a cut value is found too. */
export function needles(): Needle[] {
  return Object.entries(CANARIES).flatMap(([what, text]): Needle[] => {
    const head = [...text].slice(0, what === 'phone' ? 9 : 3).join('');
    return [
      { what, form: 'utf-8', bytes: Buffer.from(head) },
      { what, form: 'utf-16le', bytes: Buffer.from(head, 'utf16le') },
      { what, form: 'utf-16be', bytes: swapped(head) },
      { what, form: 'hex', bytes: Buffer.from(Buffer.from(head).toString('hex')) },
      ...base64Cores(head).map((core): Needle => ({ what, form: 'base64', bytes: Buffer.from(core) })),
    ];
  });
}
