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
  openedOutside: [] as string[],
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
  visible: false,
  focused: false,
  /** What the system was asked to show, newest last. */
  notices: [] as { readonly options: { readonly title?: string; readonly body?: string; readonly actions?: readonly { readonly text: string }[] }; isClosed: boolean; press(act: number | null): void }[],
  loginItem: null as unknown,
  sent: [] as { readonly channel: string; readonly payload: unknown }[],
  /** What the page was told without asking, by the main process or over a port. */
  events: [] as unknown[],
  /** Every message the main process sent, got or answered, as JSON. */
  mainHad: [] as string[],
  /** Every message that passed from port to port by it, as JSON. */
  carried: [] as string[],
  onContents: (_contents: unknown): void => undefined,
};
