/** What the parts of the loopback host have in common: little, since the process that listens loads all of it. */
import type { AddressInfo, Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Language } from '../../../shared/modules/words.ts';
import { appVersion } from '../common/version.ts';

export interface HostOptions {
  readonly dataDir: string;
  readonly language: Language;
  /** 0 = any free port. */
  readonly port?: number;
  /** 0 = never. */
  readonly idleMinutes?: number;
  readonly onIdle?: () => void;
  readonly pagesFolder?: string;
  readonly maxUploadBytes?: number;
  /** Copies of the open book without being asked. */
  readonly automaticBackups?: boolean;
}

export interface Host {
  readonly port: number;
  /** An address that opens the window once. */
  launchUrl(): string;
  /** Closes the book, ends the core and removes what was staged. */
  close(): Promise<void>;
}

export const builtPages = fileURLToPath(new URL('../../../out/renderer/', import.meta.url));

/** What every core of this host is started with. */
export const coreStart = ({ dataDir, automaticBackups }: Pick<HostOptions, 'dataDir' | 'automaticBackups'>) =>
  ({ dataDir, host: 'loopback', version: appVersion, automaticBackups: automaticBackups === true }) as const;

export const launchAddress = (port: number, token: string): string => `http://127.0.0.1:${port}/?token=${token}`;

export const MAX_CONNECTIONS = 100;

/** On 127.0.0.1 and this port only. Answers the port. */
export async function listen(server: Server, port = 0): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, resolve);
  });
  return (server.address() as AddressInfo).port;
}
