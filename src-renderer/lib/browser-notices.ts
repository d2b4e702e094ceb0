/** Owner of the browser's `Notification`: asked for only by a button of the settings, shown only where the user allowed it. */
export type NoticePermission = 'unsupported' | 'default' | 'granted' | 'denied';

export function noticePermission(): NoticePermission {
  return 'Notification' in window ? Notification.permission : 'unsupported';
}

/** Lets the browser ask; answers what was decided. */
export async function askForNotices(): Promise<NoticePermission> {
  return noticePermission() === 'unsupported' ? 'unsupported' : Notification.requestPermission();
}

/** `tag`: one of the same tag takes its place. The window comes to the front when it is pressed. */
export function showBrowserNotice(title: string, options: { readonly body: string; readonly tag: string; readonly onPress: () => void }): Notification | null {
  if (noticePermission() !== 'granted') return null;
  try {
    const notice = new Notification(title, { body: options.body, tag: options.tag });
    notice.onclick = () => {
      window.focus();
      notice.close();
      options.onPress();
    };
    return notice;
  } catch {
    // Some browsers of phones only allow a worker to show any.
    return null;
  }
}
