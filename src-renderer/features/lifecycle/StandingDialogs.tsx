import { GradeDialog } from './GradeDialog.tsx';
import { LockDialog } from './LockDialog.tsx';
import { WhyDialog } from './WhyDialog.tsx';
import { useStanding } from '../common/standing-store.ts';

/** Mounted once behind the lock: whatever is being asked about where a customer stands. */
export function StandingDialogs() {
  const question = useStanding((state) => state.question);
  const close = (): void => useStanding.setState({ question: null });
  if (question === null) return null;
  if (question.ask === 'why') return <WhyDialog {...question} onClose={close} />;
  if (question.ask === 'lock') return <LockDialog {...question} onClose={close} />;
  return <GradeDialog {...question} onClose={close} />;
}
