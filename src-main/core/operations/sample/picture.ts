/** A drawn business card as PNG (W3C PNG specification, third edition): one IHDR, one IDAT, colour type 2. */
import { crc32, deflateSync } from 'node:zlib';

const WIDTH = 360;
const HEIGHT = 220;
const INKS = [
  [15, 118, 110],
  [138, 90, 0],
  [107, 70, 184],
] as const;

/** Card `n`: paper, a band of colour, and lines where the words would stand. */
export function cardPicture(n: number): Buffer {
  const ink = INKS[n % INKS.length]!;
  const rows = Buffer.alloc((WIDTH * 3 + 1) * HEIGHT);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) rows.set(colourAt(x, y, ink), y * (WIDTH * 3 + 1) + 1 + x * 3);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header[8] = 8;
  header[9] = 2;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function colourAt(x: number, y: number, ink: readonly [number, number, number]): readonly [number, number, number] {
  const isSeal = (x - 300) ** 2 + (y - 58) ** 2 < 26 ** 2;
  if (x < 14 || isSeal) return ink;
  const isName = x > 44 && x < 170 && y > 46 && y < 70;
  const isLine = x > 44 && x < 250 - (y % 3) * 10 && [120, 146, 172].some((top) => y >= top && y < top + 8);
  if (isName) return [40, 42, 41];
  return isLine ? [150, 150, 142] : [250, 250, 245];
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}
