import { Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { useT } from '../lib/i18n.ts';
import { Empty } from '../ui/States.tsx';

/** Catches a bug in the screens below it, so that the rest of the window goes on; shows a way back. React offers this only to classes. */
export class CrashBoundary extends Component<{ readonly children: ReactNode }, { readonly crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    if (!this.state.crashed) return this.props.children;
    return <Crashed onRetry={() => this.setState({ crashed: false })} />;
  }
}

/** What is shown in place of a page that failed. */
export function Crashed({ onRetry }: { readonly onRetry: () => void }) {
  const t = useT();
  return (
    <div role="alert">
      <Empty text={t('ui.states.crashed')} detail={t('ui.states.crashedWhy')} action={<Button onClick={onRetry}>{t('ui.actions.reload')}</Button>} />
    </div>
  );
}
