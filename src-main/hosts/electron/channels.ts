/** The names of the messages between preload and main process: all there are. No call of the page is among them. */
export const CHANNELS = {
  /** Asks for a port to the core. */
  connect: 'regulars:connect',
  port: 'regulars:port',
  /** The sitting is over: the lock, told by the process that ends the core. */
  over: 'regulars:over',
  open: 'regulars:file-open',
  save: 'regulars:file-save',
  drop: 'regulars:file-drop',
  folder: 'regulars:folder',
  pdf: 'regulars:save-pdf',
  text: 'regulars:save-text',
  forget: 'regulars:forget-copied',
  /** What somebody pressed on a notice of the system. */
  pressed: 'regulars:notice-pressed',
} as const;
