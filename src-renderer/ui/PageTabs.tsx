import { useNavigate, type LinkProps } from '@tanstack/react-router';
import { Segmented } from 'antd';

/** The pages behind one entry of the sidebar. */
export function PageTabs<T extends string>(props: { readonly page: T; readonly label: string; readonly pages: readonly { readonly value: T; readonly label: string; readonly to: NonNullable<LinkProps['to']> }[] }) {
  const navigate = useNavigate();
  return (
    <Segmented<T>
      value={props.page}
      aria-label={props.label}
      options={props.pages.map(({ value, label }) => ({ value, label }))}
      onChange={(value) => void navigate({ to: props.pages.find((page) => page.value === value)?.to ?? '.' })}
    />
  );
}
