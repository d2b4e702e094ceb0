import { build } from 'vite';
import { mainConfig, preloadConfig, rendererConfig } from './configs.ts';
import { markBuilt } from './stale.ts';

/** `npm run build`: the window, the main side and the preload script, into out/. Fails on the first error. */
await build(rendererConfig());
await build(mainConfig());
await build(preloadConfig());
await markBuilt('renderer');
await markBuilt('main');
