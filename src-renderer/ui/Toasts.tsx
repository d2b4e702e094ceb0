import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useT } from '../lib/i18n.ts';
import { closeToast, useToasts, type Toast } from '../lib/toast.ts';
import './toasts.css';

/** The messages at the foot of the window; read out politely, errors at once. */
export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <div className="toasts no-print" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

/** Its time stops while the pointer or the focus is on it. */
function ToastCard({ toast }: { readonly toast: Toast }) {
  const t = useT();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => closeToast(toast.id), toast.lastsMs);
    return () => clearTimeout(timer);
  }, [held, toast.id, toast.lastsMs]);
  const act = () => {
    closeToast(toast.id);
    toast.action?.run();
  };
  return (
    <div
      className={`toast toast-${toast.kind}`}
      role={toast.kind === 'error' ? 'alert' : undefined}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div className="toast-text">
        <p>{toast.text}</p>
        {toast.detail !== undefined && <p className="toast-detail">{toast.detail}</p>}
      </div>
      {toast.action !== undefined && (
        <Button type="link" size="small" onClick={act}>
          {toast.action.label}
        </Button>
      )}
      <Button type="text" size="small" icon={<CloseOutlined aria-hidden />} aria-label={t('ui.actions.close')} onClick={() => closeToast(toast.id)} />
    </div>
  );
}
