import { isFinished, type OperationKind, type OperationState } from '../../operations/operation';

/**
 * The kinds of operations on a sandbox and its copies. Their work stands beside what it does (run-build.ts, run-destroy.ts
 * and so on).
 *
 * Safe in the browser.
 */
export const sandboxOperations = {
  build: { name: 'build', title: 'Build', whyNotCancel: null, isQuiet: false },
  destroy: {
    name: 'destroy',
    title: 'Destroy',
    whyNotCancel: 'Destroying is not stopped half way.',
    isQuiet: false,
  },
  seal_copy: short('seal_copy', 'Close the former copy', true),
  roll_back: short('roll_back', 'Roll back', false),
  drop_copy: short('drop_copy', 'Drop a copy', true),
  close: short('close', 'Close its databases', true),
  reopen: short('reopen', 'Open again', false),
} satisfies Record<string, OperationKind>;

export type SandboxOperationName = keyof typeof sandboxOperations;

function short<Name extends string>(name: Name, title: string, isQuiet: boolean) {
  return { name, title, whyNotCancel: 'This takes a moment and is not stopped half way.', isQuiet };
}

/** The kind that a row names. Throws for a name that this release does not know. */
export function kindOf(name: string): OperationKind {
  const kind = Object.hasOwn(sandboxOperations, name) && sandboxOperations[name as SandboxOperationName];
  if (!kind) throw new Error(`This release knows no operation of the kind ${name}.`);
  return kind;
}

/** Why it cannot be cancelled now, in words; null when it can. */
export function whyNotCancel(operation: { kind: string; state: OperationState }): string | null {
  if (isFinished(operation.state)) return 'It has ended already.';
  return kindOf(operation.kind).whyNotCancel;
}
