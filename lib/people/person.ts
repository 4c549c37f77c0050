import type { Role } from '../access/actor';

/**
 * The vocabulary of people: accounts that sign in, each with one role. A person is enabled or disabled; a disabled one
 * has no session and gets none. Two accounts of one human are linked, and then count as one human wherever separation
 * of duties counts.
 *
 * Safe in the browser: imports zod alone.
 */

export const roles = ['customer', 'support', 'compliance', 'admin'] as const satisfies readonly Role[];

export const roleLabels: Record<Role, string> = {
  customer: 'Customer',
  support: 'Support',
  compliance: 'Compliance',
  admin: 'Administrator',
};

/** What each role is there for, for those who choose one in the demo. */
export const roleDuties: Record<Role, string> = {
  customer: 'Asks for sandboxes and uses them',
  support: 'Finds requests in the queue and decides them',
  compliance: 'Signs off where data or contract ask for it',
  admin: 'Looks after people and products',
};

export const personStates = ['enabled', 'disabled'] as const;

type Human = { humanId: string };

/**
 * Why this person may not disable that one, or null when they may. Nobody disables themselves, under whichever of
 * their accounts: whoever is locked out by mistake could not undo it, and the last administrator would lock everyone
 * out.
 */
export function whyNotDisable(actor: Human, person: Human): string | null {
  return actor.humanId === person.humanId
    ? 'You cannot disable your own account; ask another administrator.'
    : null;
}
