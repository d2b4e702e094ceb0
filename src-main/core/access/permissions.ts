/**
 * Who may call what. One owner today, so every right is hers; roles (店长、店员、只读)
 * come as rows of this table, checked here and nowhere else. Unknown actors may nothing.
 */
import type { Access } from '../../../shared/contract/define.ts';

const RIGHTS: Readonly<Record<string, readonly Access[]>> = {
  owner: ['public', 'read', 'write', 'admin'],
};

/** True when the actor's role includes the access a method asks for. */
export function mayCall(actor: string, access: Access): boolean {
  return access === 'public' || (Object.hasOwn(RIGHTS, actor) && RIGHTS[actor]!.includes(access));
}
