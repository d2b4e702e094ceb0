import { findElectron } from './electron.ts';

/** For CI: fails unless an Electron that runs is installed, so that a suite for real Electron cannot pass by being skipped. */
const found = await findElectron(false, () => undefined);
process.stdout.write('path' in found ? `${found.path}\n` : `no Electron: ${found.reason}\n`);
process.exitCode = 'path' in found ? 0 : 1;
