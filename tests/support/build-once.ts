import { buildIfStale } from '../../build/stale.ts';

/** Runs once before the browser and host tests: they look at the built window, so it must match the sources. */
export default async function setup(): Promise<void> {
  await buildIfStale('renderer');
}
