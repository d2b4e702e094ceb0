/** Owner of the library that makes codes for a camera. Drawn as one path, always dark on light: what a camera reads best. */
import { create } from 'qrcode';
import { useMemo } from 'react';
import './qr-code.css';

/** Modules of quiet around the code; fewer, and some cameras do not find it. */
const MARGIN = 4;

/** `null` where the text is more than a code can hold. */
function pathOf(text: string): { readonly size: number; readonly path: string } | null {
  try {
    const { size, data } = create(text, { errorCorrectionLevel: 'L' }).modules;
    let path = '';
    for (let at = 0; at < data.length; at += 1) if (data[at]) path += `M${String((at % size) + MARGIN)} ${String(Math.floor(at / size) + MARGIN)}h1v1h-1z`;
    return { size: size + 2 * MARGIN, path };
  } catch {
    return null;
  }
}

/** A code with what it is for in words; `tooLong` stands where there is no code for so much. */
export function QrCode({ text, label, tooLong }: { readonly text: string; readonly label: string; readonly tooLong: string }) {
  const code = useMemo(() => pathOf(text), [text]);
  if (code === null) return <p role="alert">{tooLong}</p>;
  return (
    <svg className="qr-code" role="img" aria-label={label} viewBox={`0 0 ${String(code.size)} ${String(code.size)}`} shapeRendering="crispEdges">
      <rect width={code.size} height={code.size} fill="#fff" />
      <path d={code.path} fill="#000" />
    </svg>
  );
}
