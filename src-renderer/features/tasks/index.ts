/** What other pages show of tasks. */
import './tasks.css';

export { dueText } from './due-text.ts';
export { DoneBox, TaskActs } from './TaskActs.tsx';
export { TaskWhat } from './TaskWhat.tsx';
export { useTaskDeeds, type TaskDeeds } from './use-task-deeds.ts';
