/** What whoever is in may do: so that a window offers nothing that the core would refuse. The core decides all the same. */
import type { ReactNode } from 'react';
import type { MethodName } from '../../shared/contract/index.ts';
import { ROLE_RIGHTS } from '../../shared/modules/people.ts';
import type { Rights } from '../../shared/modules/people.ts';
import { useBook } from './session.ts';

/** True when the methods may all be called. */
export function useMay(...methods: readonly MethodName[]): boolean {
  const denied = useBook()?.denied;
  return denied === undefined || methods.every((method) => !denied.includes(method));
}

/** Shows its children to who may call the method. */
export function May({ call, children }: { readonly call: MethodName; readonly children: ReactNode }) {
  return useMay(call) ? <>{children}</> : null;
}

/** True for a phone, WeChat id or e-mail that is shown in part. */
export const isMasked = (value: string): boolean => value.includes('****');

/** What the person may see. */
export function useRights(): Rights {
  return useBook()?.person.rights ?? ROLE_RIGHTS.owner;
}
