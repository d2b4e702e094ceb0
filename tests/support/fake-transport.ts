import { setTransport } from '../../src-renderer/lib/api.ts';
import type { Transport } from '../../src-renderer/lib/transport.ts';
import type { FakeCore } from './fake-core.ts';

/** Puts a fake core behind the window's client. Files get tokens; what was delivered is listed. */
export function useFakeTransport(core: FakeCore): { readonly delivered: string[] } {
  const delivered: string[] = [];
  let files = 0;
  const transport: Transport = {
    host: 'test',
    call: (method, input) => core.call(method, input),
    onEvent: (listener) => core.onEvent(listener),
    onReconnect: () => () => undefined,
    openFile: () => Promise.resolve({ token: `picked-${++files}`, name: 'picked.csv', sizeBytes: 10 }),
    takeFile: (file) => Promise.resolve({ token: `dropped-${++files}`, name: file.name, sizeBytes: file.size }),
    saveFile: (name) => Promise.resolve({ token: `target-${++files}`, name }),
    saveText: (name) => Promise.resolve({ name }),
    savePdf: null,
    forgetCopied: null,
    shell: null,
    onNoticePressed: null,
    pickFolder: null,
    deliver: ({ name }) => {
      delivered.push(name);
      return Promise.resolve();
    },
  };
  setTransport(transport);
  return { delivered };
}
