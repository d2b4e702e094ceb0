/**
 * Owner of pdf.js. Pages are drawn on canvases: no plug-in, no frame, no script of the file is run, so the window's content
 * security policy stays as it is. Loaded when the first PDF is looked at.
 */
import { getDocument, GlobalWorkerOptions } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = workerUrl;

export interface Pdf {
  readonly pages: number;
  /** One page (from 1) with its longer edge at most `edgePx`. */
  draw(page: number, options: { readonly edgePx: number }): Promise<HTMLCanvasElement>;
  close(): void;
}

/** Opens a PDF from its bytes, which it takes over. Throws for what is none. */
export async function openPdf(bytes: Uint8Array<ArrayBuffer>): Promise<Pdf> {
  const task = getDocument({ data: bytes, useWasm: false, enableXfa: false });
  const pdf = await task.promise;
  return {
    pages: pdf.numPages,
    async draw(number, { edgePx }) {
      const page = await pdf.getPage(number);
      const plain = page.getViewport({ scale: 1 });
      const viewport = page.getViewport({ scale: Math.min(4, edgePx / Math.max(plain.width, plain.height)) });
      const canvas = document.createElement('canvas');
      canvas.width = Math.max(1, Math.floor(viewport.width));
      canvas.height = Math.max(1, Math.floor(viewport.height));
      await page.render({ canvas, viewport, background: '#fff' }).promise;
      return canvas;
    },
    close: () => void task.destroy(),
  };
}
