/** The loopback host as a program of its own: says where it listens, ends with its input. */
import { serveLoopback } from '../../../src-main/hosts/loopback/serve.ts';

const host = await serveLoopback({ dataDir: process.argv[2] ?? '', language: 'en', idleMinutes: 0 });
process.stdout.write(`${JSON.stringify({ port: host.port, url: host.launchUrl() })}\n`);
process.stdin.on('end', () => void host.close().then(() => process.exit(0))).resume();
