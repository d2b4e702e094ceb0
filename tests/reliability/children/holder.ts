/** Opens the book and holds it, adding customers until it is killed. */
import { startChildCore, tell } from '../lib/child-core.ts';

const [dir, name] = process.argv.slice(2) as [string, string];
try {
  const { call } = await startChildCore(dir, false);
  tell('R');
  for (let n = 0; ; n++) {
    const { id } = await call('customers.create', { name: `${name} ${String(n)}` });
    tell(`A ${String(id)}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
} catch (e) {
  tell(`X ${e instanceof Error ? e.message : String(e)}`);
}
