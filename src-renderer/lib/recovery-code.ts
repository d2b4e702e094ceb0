/** The groups of a printed recovery code. */
export function groupsOf(code: string): readonly string[] {
  return code.split('-');
}

/** Which group to ask for: any but the first, which people remember from looking at it. `random` is in [0, 1). */
export function groupToAsk(code: string, random: number): number {
  const groups = groupsOf(code).length;
  return groups < 2 ? 0 : 1 + Math.floor(random * (groups - 1));
}
