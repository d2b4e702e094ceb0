/**
 * The entry of the window. zod probes for `eval` when its first schema is made, which the content security policy forbids and reports;
 * it must be told before any schema exists, so everything else is loaded after this line.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

void import('./start.tsx').then(({ start }) => start());
