/**
 * Who asks. A person carries what permissions and predicates need to know; the system actor is the worker acting on
 * what people decided before.
 */
export type Role = 'customer' | 'support' | 'compliance' | 'admin';

export type PersonActor = {
  kind: 'person';
  id: string;
  name: string;
  email: string;
  role: Role;
  /** The customer organization; null for the house's own people. */
  organizationId: string | null;
  /** Two accounts of one human share it: separation of duties counts humans, not accounts. */
  humanId: string;
  /** When this session last proved who it is. */
  authenticatedAt: Date;
};

export type SystemActor = { kind: 'system'; name: string };

export type Actor = PersonActor | SystemActor;

/** The worker and the scheduler; `name` appears in the audit. */
export function systemActor(name: string): SystemActor {
  return { kind: 'system', name };
}
