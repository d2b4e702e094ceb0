/** How many problems a data check found, from its job's result `{ problems: [...] }`; an unreadable result counts as one. */
export function problemsIn(result: unknown): number {
  if (typeof result !== 'object' || result === null) return 1;
  const { problems } = result as { readonly problems?: unknown };
  return Array.isArray(problems) ? problems.length : 1;
}
