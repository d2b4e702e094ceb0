/**
 * Gives the memory of a large array back at once. Left to the garbage collector, tens of
 * megabytes outside its own heap wait until it happens to run.
 */
export function release(...arrays: readonly ArrayBufferView[]): void {
  for (const { buffer } of arrays) if (buffer instanceof ArrayBuffer && !buffer.detached) buffer.transfer(0);
}
