/** Threads that work in the background give way to those that answer the window. */
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';

/** A quarter of a processor that somebody else wants too, all of one that nobody does (a step of five is a third of the weight). */
const NICE = 5;

/**
 * Makes the calling thread step back while others of the program are busy. Linux only: there a thread has a priority of its own
 * (setpriority(2), "C library/kernel differences"), elsewhere Node can set the whole process's alone, and nothing is done.
 */
export function stepBack(): void {
  if (process.platform !== 'linux') return;
  try {
    // "<pid>/task/<thread>" of the thread that asks.
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), NICE);
  } catch {
    // A system that hides /proc or forbids it: all threads are equal then, as elsewhere.
  }
}
