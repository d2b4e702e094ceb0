import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where `build-children.ts` puts what it makes. */
export const BUNDLES = join(fileURLToPath(new URL('../../.output/', import.meta.url)), 'children');

/** The bundle of a child script. */
export const childPath = (script: string): string => join(BUNDLES, script.replace(/\.ts$/, '.js'));
