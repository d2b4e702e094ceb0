/** What the stand-in remembers of what the bundle did, for the test to look at. */
export const ipcHandlers = new Map<string, (event: unknown, ...args: unknown[]) => unknown>();

export const state = {
  paths: {} as Record<string, string>,
  sandboxed: false,
  schemes: null as unknown,
  partition: '',
  menu: undefined as unknown,
  trayTip: '',
  trayItems: [] as { readonly label?: string; readonly click?: () => void }[],
  dialogAnswers: [] as string[],
  copied: '',
  lastDialog: null as unknown,
  utilityPids: [] as number[],
  webPreferences: {} as Record<string, unknown>,
  deniedWindows: 0,
  preventedNavigations: [] as string[],
  cancelledRequests: [] as string[],
  problems: [] as string[],
  loads: 0,
  endedRenderers: 0,
  contentProtection: null as boolean | null,
  sent: [] as { readonly channel: string; readonly payload: unknown }[],
  onContents: (_contents: unknown): void => undefined,
};
