import { fileURLToPath } from 'node:url';

/** The folder of the checkout, with a trailing separator. */
export const projectRoot = fileURLToPath(new URL('../', import.meta.url));

/** Turns a path written from the project's root into an absolute one. */
export const fromRoot = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
