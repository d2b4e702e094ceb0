/** Loaded before a utility process's entry: `process.parentPort` as Electron gives it, over Node's own channel. */
import { EventEmitter } from 'node:events';

const send = process.send?.bind(process);
const port = new EventEmitter() as EventEmitter & { postMessage(message: unknown): void };
port.postMessage = (message) => void (process.connected && send?.(message, undefined, undefined, () => undefined));
process.on('message', (data) => port.emit('message', { data, ports: [] }));
process.on('disconnect', () => process.exit(0));
Object.defineProperty(process, 'parentPort', { value: port });
// Utility processes have no such function: the core must not lean on it.
Object.defineProperty(process, 'send', { value: undefined });
