import { buildIfStale } from '../../build/stale.ts';

/** Runs once before the browser and host tests: they look at the built window and main side, which must match the sources. */
export default async function setup(): Promise<void> {
  await buildIfStale('renderer');
  await buildIfStale('main');
}
