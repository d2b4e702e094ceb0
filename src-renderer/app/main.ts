/**
 * The entry of the window. zod probes for `eval` when its first schema is made, which the content security policy forbids and reports;
 * it must be told before any schema exists, so everything else is loaded after this line.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

void import('./start.tsx').then(({ start }) => start()).catch(sayItFailed);

/** Without a script of the program there are no texts and no controls either: both languages at once, in plain HTML. */
function sayItFailed(error: unknown): void {
  const line = document.createElement('p');
  line.setAttribute('role', 'alert');
  line.textContent = '程序没有完整载入，您的资料没有受影响。请重新载入；如果还是这样，请重新安装熟客。 · The program did not load completely; your data is untouched. Please reload; if this goes on, install Regulars again. ';
  const again = document.createElement('button');
  again.textContent = '重新载入 · Reload';
  again.addEventListener('click', () => location.reload());
  line.append(again);
  document.getElementById('root')?.replaceChildren(line);
  throw error;
}
