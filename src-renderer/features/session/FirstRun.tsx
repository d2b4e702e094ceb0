import { useState } from 'react';
import { groupToAsk } from '../../lib/recovery-code.ts';
import { useGate } from '../../lib/session.ts';
import { BookStep } from './BookStep.tsx';
import { ConfirmStep } from './ConfirmStep.tsx';
import { emptyDraft, type FirstRunState } from './first-run-state.ts';
import { PassphraseStep } from './PassphraseStep.tsx';
import { RecoveryStep } from './RecoveryStep.tsx';
import { Welcome } from './Welcome.tsx';

/** From the welcome to the first useful screen. The recovery code lives only in this component's state and goes with it. */
export function FirstRun(props: { readonly hasBooks: boolean; readonly onBack: () => void; readonly onRestore: () => void }) {
  const [state, setState] = useState<FirstRunState>({ step: 'welcome' });
  const enter = () => useGate.setState({ making: false, lockedBecause: null });
  switch (state.step) {
    case 'welcome':
      return (
        <Welcome
          hasBooks={props.hasBooks}
          onMake={() => setState({ step: 'book', draft: emptyDraft })}
          onRestore={props.onRestore}
          onExisting={props.onBack}
        />
      );
    case 'book':
      return (
        <BookStep
          draft={state.draft}
          onBack={() => setState({ step: 'welcome' })}
          onNext={(draft) => setState({ step: 'passphrase', draft })}
        />
      );
    case 'passphrase':
      return (
        <PassphraseStep
          draft={state.draft}
          onBack={() => setState({ step: 'book', draft: state.draft })}
          onMade={(code) => setState({ step: 'recovery', name: state.draft.name, code })}
        />
      );
    case 'recovery':
      return (
        <RecoveryStep
          name={state.name}
          code={state.code}
          onNext={() => setState({ ...state, step: 'confirm', group: groupToAsk(state.code, Math.random()) })}
        />
      );
    case 'confirm':
      return <ConfirmStep group={state.group} onBack={() => setState({ step: 'recovery', name: state.name, code: state.code })} onDone={enter} />;
    default:
      return state satisfies never;
  }
}
