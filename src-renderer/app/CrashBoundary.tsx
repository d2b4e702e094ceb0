import { Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { useT } from '../lib/i18n.ts';
import { Empty } from '../ui/States.tsx';

/** Catches a bug in the screens below it, so that the rest of the window goes on; shows a way back. React offers this only to classes. */
export class CrashBoundary extends Component<{ readonly children: ReactNode }, { readonly error: unknown }> {
  override state = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <Crashed error={error} onRetry={() => this.setState({ error: null })} />;
  }
}

/** What is shown in place of a page that failed. A script that could not be loaded is remembered as failed, so only loading all of them anew helps. */
export function Crashed({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const t = useT();
  const retry = isMissingScript(error) ? () => location.reload() : onRetry;
  return (
    <div role="alert">
      <Empty text={t('ui.states.crashed')} detail={t('ui.states.crashedWhy')} action={<Button onClick={retry}>{t('ui.actions.reload')}</Button>} />
    </div>
  );
}

/** The words of Chromium, Firefox and Safari for a failed `import()`. */
function isMissingScript(error: unknown): boolean {
  return error instanceof TypeError && /dynamically imported module|Importing a module script failed/i.test(error.message);
}
