/** The loopback host as a program of its own: says where it listens, ends with its input. */
import { keepLoopback } from '../../../src-main/hosts/loopback/keeper.ts';

const host = await keepLoopback({ dataDir: process.argv[2] ?? '', language: 'en', idleMinutes: 0 });
process.stdout.write(`${JSON.stringify({ port: host.port, url: host.launchUrl(), second: host.launchUrl() })}\n`);
process.stdin.on('end', () => void host.close().then(() => process.exit(0))).resume();
