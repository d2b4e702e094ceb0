import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import './cell-text.css';

/** Where the cursor of a table goes after an edit. */
export type CellMove = 'down' | 'right' | 'left' | 'stay';

/** Enter goes down, Tab goes on, Shift+Tab goes back; keys of an input method go nowhere. */
export function cellMove(event: KeyboardEvent): CellMove | null {
  if (event.nativeEvent.isComposing || event.keyCode === 229) return null;
  if (event.key === 'Enter') return 'down';
  if (event.key === 'Tab') return event.shiftKey ? 'left' : 'right';
  return null;
}

interface CellTextProps {
  readonly label: string;
  readonly initial: string;
  readonly isTabular: boolean;
  /** Takes the text over and answers null, or says what is wrong with it: then it stays to be mended. */
  readonly onCommit: (text: string, move: CellMove) => string | null;
  readonly onCancel: () => void;
}

/** A text typed in the place of its cell: a move or leaving commits it once, Esc puts back what was there. */
export function CellText({ label, initial, isTabular, onCommit, onCancel }: CellTextProps) {
  const [text, setText] = useState(initial);
  const [problem, setProblem] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  useEffect(() => input.current?.select(), []);
  const commit = (move: CellMove): void => {
    if (isDone.current) return;
    // Taking the text over may take the field away, whose blur comes back to here.
    isDone.current = true;
    const wrong = onCommit(text, move);
    isDone.current = wrong === null;
    setProblem(wrong);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const move = cellMove(event);
    if (event.key === 'Escape') {
      isDone.current = true;
      onCancel();
    } else if (move !== null) {
      event.preventDefault();
      commit(move);
    }
  };
  return (
    <span className="cell-editor">
      <input
        ref={input}
        autoFocus
        value={text}
        aria-label={label}
        aria-invalid={problem !== null}
        className={isTabular ? 'tabular' : ''}
        onChange={(event) => {
          setText(event.target.value);
          setProblem(null);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => commit('stay')}
      />
      {problem !== null && (
        <span role="alert" className="cell-problem">
          {problem}
        </span>
      )}
    </span>
  );
}
