/** The directory of a path with its `/`; empty for a bare name, and what a git revision is named by for one in it (`git:main:a.tf`). */
export function directoryOfPath(path: string): string {
  return /^(?:git:[^:]+:)?(?:.*\/)?/s.exec(path)?.[0] ?? '';
}
