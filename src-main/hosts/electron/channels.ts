/** The names of the messages between preload and main process: all there are. */
export const CHANNELS = {
  call: 'regulars:call',
  event: 'regulars:event',
  open: 'regulars:file-open',
  save: 'regulars:file-save',
  drop: 'regulars:file-drop',
  folder: 'regulars:folder',
  pdf: 'regulars:save-pdf',
  text: 'regulars:save-text',
  forget: 'regulars:forget-copied',
} as const;
