/** Asking for the passphrase once more: whoever waits is answered when it was typed, or given up. */
import { create } from 'zustand';

interface ProofStore {
  /** The question on screen: what is to be told how it ended. */
  readonly asked: ((proved: boolean) => void) | null;
}

export const useProof = create<ProofStore>(() => ({ asked: null }));

/** True once the passphrase was proved; false when the question was put away. Several who ask at once share one question. */
export function askProof(): Promise<boolean> {
  return new Promise((resolve) => {
    const before = useProof.getState().asked;
    useProof.setState({
      asked: (proved) => {
        before?.(proved);
        resolve(proved);
      },
    });
  });
}

/** Ends the question. */
export function endProof(proved: boolean): void {
  const { asked } = useProof.getState();
  useProof.setState({ asked: null });
  asked?.(proved);
}
