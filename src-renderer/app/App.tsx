import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useMemo } from 'react';
import { useLanguage } from '../lib/i18n.ts';
import { useLook, usePrefs } from '../lib/prefs.ts';
import { queryClient } from '../lib/query-client.ts';
import { styleNonce } from '../lib/style-nonce.ts';
import { antdTheme } from '../ui/theme.ts';
import { Toasts } from '../ui/Toasts.tsx';
import { CrashBoundary } from './CrashBoundary.tsx';
import { Gate } from './Gate.tsx';

const nonce = styleNonce();

/** Everything around the screens: language and theme of the controls, the cache, messages, and the last net for bugs. */
export function App() {
  const language = useLanguage();
  const look = useLook();
  const { fontScale } = usePrefs();
  const theme = useMemo(() => antdTheme(look, fontScale), [look, fontScale]);
  return (
    <ConfigProvider
      locale={language === 'en' ? enUS : zhCN}
      theme={theme}
      csp={{ nonce }}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <AntApp component={false}>
        <QueryClientProvider client={queryClient}>
          <CrashBoundary>
            <Gate />
          </CrashBoundary>
          <Toasts />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}
