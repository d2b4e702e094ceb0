/**
 * How fast the window is, measured in a real browser. Used by the speed test and by the benchmark's section p-window.
 *
 * Key press: from the `timeStamp` of the keydown (for Chinese text, which comes without a key, of the beforeinput) to
 *   `rowsMs`  the first change of the list in the document after the answer to exactly the text in the box has arrived (React's commit);
 *   `workMs`  the same, and the style, layout and paint of the next frame on the main thread, measured from that frame's own start.
 *             What lies between is waiting for the display's clock (60 Hz here), which no program can shorten;
 *   `frameMs` (from a trace) until the compositor has drawn the first frame that shows them, that wait included.
 * Keys whose answer changes nothing on screen are left out. 60 ms between keys: the pace of a quick typist.
 *
 * Tasks: the longest pieces of work of the page's main thread while something is done, from Chromium's own trace: on the clock, and
 * the thread's own time. On a busy machine the clock also counts what others did meanwhile.
 */
import type { CDPSession, Page } from 'playwright-core';

export interface KeyTimes {
  readonly rowsMs: number;
  readonly workMs: number;
}
export interface LongestTask {
  readonly clockMs: number;
  readonly threadMs: number;
}

/** Each text is typed key by key; the rows change at nearly every key. */
export const TYPED = ['wangxiaoming', '欧阳娜', '13812345', 'lixiao', '上海贸易', 'zhang', 'smith j', '5678', '科技有限', 'chenyu', 'ana', '2026', 'qq.com', '刘洋'];
const KEY_MS = 60;

interface Watch {
  readonly keys: KeyTimes[];
  running: boolean;
}

/** Runs in the page before anything else. */
function watchKeys(): void {
  const watch: Watch = { keys: [], running: false };
  Object.assign(globalThis, { keyWatch: watch });
  const asked = new Map<string, string>();
  let answered: string | null = null;
  const Plain = globalThis.WebSocket;
  globalThis.WebSocket = class extends Plain {
    constructor(url: string | URL) {
      super(url);
      this.addEventListener('message', (message: MessageEvent<string>) => {
        answered = asked.get(/^\{"id":(\d+)/.exec(message.data)?.[1] ?? '') ?? answered;
      });
    }
    override send(data: string): void {
      if (data.includes('"method":"customers.list"')) {
        const call = JSON.parse(data) as { id: number; input: { query: { text?: string } } };
        asked.set(String(call.id), call.input.query.text ?? '');
      }
      super.send(data);
    }
  };
  let pressed: number | null = null;
  let byKey = false;
  addEventListener(
    'keydown',
    (event) => {
      byKey = event.key.length === 1;
      pressed = byKey ? event.timeStamp : null;
    },
    { capture: true },
  );
  addEventListener(
    'beforeinput',
    (event) => {
      if (!byKey) pressed = event.timeStamp;
      byKey = false;
    },
    { capture: true },
  );
  const painted = new MessageChannel();
  let open: { from: number; rows: number; frame: number } | null = null;
  painted.port1.onmessage = () => {
    if (open) watch.keys.push({ rowsMs: open.rows - open.from, workMs: open.rows - open.from + performance.now() - open.frame });
    open = null;
  };
  const onChange = (): void => {
    const box = document.querySelector<HTMLInputElement>('[role="searchbox"]');
    if (!watch.running || pressed === null || answered === null || answered !== box?.value.trim()) return;
    const now = { from: pressed, rows: performance.now(), frame: 0 };
    pressed = null;
    open = now;
    performance.mark('rows', { detail: now.from });
    requestAnimationFrame(() => {
      now.frame = performance.now();
      painted.port2.postMessage(null);
    });
  };
  const begin = (): void => {
    const observer = new MutationObserver((changes) => {
      if (changes.some(({ target }) => (target instanceof Element ? target : target.parentElement)?.closest('.customers-stage'))) onChange();
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  };
  addEventListener('DOMContentLoaded', begin);
}

/** Makes the page ready to be measured; reloads it. */
export async function prepareWatch(page: Page): Promise<void> {
  await page.addInitScript(watchKeys);
  await page.reload();
  await page.locator('[data-row="15"] [data-column="0"]').waitFor({ state: 'attached' });
}

async function typeAll(page: Page): Promise<void> {
  const box = page.getByRole('searchbox');
  for (const text of TYPED) {
    await box.fill('');
    await page.locator('[role="grid"][aria-busy="false"]').waitFor();
    await page.waitForTimeout(2 * KEY_MS);
    await page.evaluate(() => ((globalThis as unknown as { keyWatch: Watch }).keyWatch.running = true));
    for (const key of text) {
      if (/[ -~]/.test(key)) await page.keyboard.press(key);
      else await page.keyboard.insertText(key);
      await page.waitForTimeout(KEY_MS);
    }
    await page.evaluate(() => ((globalThis as unknown as { keyWatch: Watch }).keyWatch.running = false));
  }
  await box.fill('');
}

/** Types every text and answers the times of each key. */
export async function keyTimes(page: Page): Promise<readonly KeyTimes[]> {
  const take = () =>
    page.evaluate(() => {
      const { keys } = (globalThis as unknown as { keyWatch: Watch }).keyWatch;
      return keys.splice(0);
    });
  await take();
  await typeAll(page);
  return take();
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly detail?: string; readonly startTime?: number }; readonly frameSeqId?: number };
}

/** Chromium's trace of what happens while `act` runs. */
export async function traced(cdp: CDPSession, act: () => Promise<void>): Promise<readonly TraceEvent[]> {
  const events: TraceEvent[] = [];
  const collect = (chunk: { value: object[] }): void => void events.push(...(chunk.value as TraceEvent[]));
  cdp.on('Tracing.dataCollected', collect);
  const includedCategories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'disabled-by-default-devtools.timeline.frame', 'devtools.timeline.frame', 'blink.user_timing'];
  await cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories, excludedCategories: ['*'] } });
  await act();
  const complete = new Promise<void>((resolve) => cdp.once('Tracing.tracingComplete', () => resolve()));
  await cdp.send('Tracing.end');
  await complete;
  cdp.off('Tracing.dataCollected', collect);
  return events;
}

/** The thread that handles the page's input. */
function mainThreadOf(events: readonly TraceEvent[]): (event: TraceEvent) => boolean {
  const counts = new Map<string, number>();
  for (const { name, pid, tid } of events) if (name === 'EventDispatch' || name === 'FunctionCall') counts.set(`${pid}:${tid}`, (counts.get(`${pid}:${tid}`) ?? 0) + 1);
  const main = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
  return ({ pid, tid }) => `${pid}:${tid}` === main;
}

/** The longest task of the page's main thread while `act` runs. */
export async function longestTask(cdp: CDPSession, act: () => Promise<void>): Promise<LongestTask> {
  const events = await traced(cdp, act);
  const isMain = mainThreadOf(events);
  const tasks = events.filter((event) => event.name === 'RunTask' && isMain(event));
  const longest = (of: (task: TraceEvent) => number): number => tasks.reduce((most, task) => Math.max(most, of(task) / 1000), 0);
  return { clockMs: longest(({ dur = 0 }) => dur), threadMs: longest(({ tdur = 0 }) => tdur) };
}

/** From each key to the first drawn frame that shows its rows. */
export async function frameTimes(page: Page, cdp: CDPSession): Promise<readonly number[]> {
  const events = await traced(cdp, () => typeAll(page));
  const isMain = mainThreadOf(events);
  const commits = events.filter((event) => event.name === 'Commit' && isMain(event)).sort((a, b) => a.ts - b.ts);
  const draws = events.filter(({ name }) => name === 'DrawFrame').sort((a, b) => a.ts - b.ts);
  const marks = events.filter((event) => event.name === 'rows' && event.args?.data?.detail !== undefined);
  return marks.flatMap((mark) => {
    const { detail = '', startTime = 0 } = mark.args?.data ?? {};
    const commit = commits.find(({ ts }) => ts >= mark.ts);
    const draw = commit && draws.find(({ ts }) => ts >= commit.ts + (commit.dur ?? 0));
    return draw ? [startTime - Number(detail) + (draw.ts - mark.ts) / 1000] : [];
  });
}
