interface Finding {
  readonly count?: number;
}

/** How many things a data check found wrong, from its job's result `{ findings: [{ count }] }`; an unreadable result counts as one. */
export function problemsIn(result: unknown): number {
  const findings = (result as { readonly findings?: unknown } | null)?.findings;
  if (!Array.isArray(findings)) return 1;
  return (findings as readonly Finding[]).reduce((sum, { count }) => sum + (count ?? 1), 0);
}

/** Names of attachments whose files are missing or damaged. */
export function lostFilesIn(result: unknown): readonly string[] {
  const findings = (result as { readonly findings?: unknown } | null)?.findings;
  if (!Array.isArray(findings)) return [];
  return (findings as readonly { readonly names?: readonly string[] }[]).flatMap(({ names }) => names ?? []);
}
