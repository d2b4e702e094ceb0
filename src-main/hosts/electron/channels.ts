/** The names of the messages between preload and main process: all there are. */
export const CHANNELS = {
  call: 'regulars:call',
  event: 'regulars:event',
  open: 'regulars:file-open',
  save: 'regulars:file-save',
  drop: 'regulars:file-drop',
} as const;
