import { type Actor, type PersonActor, type Role, systemActor } from '../access/actor';
import { db } from '../db/client';

/** The demo person with this address, as they act when signed in. */
export async function actAs(email: string): Promise<PersonActor> {
  const person = await db().person.findUniqueOrThrow({ where: { email } });
  return { kind: 'person', authenticatedAt: new Date(), ...person };
}

/** One actor of each kind: a demo person per role, and the system. */
export async function everyKindOfActor(): Promise<Record<Role | 'system', Actor>> {
  return {
    customer: await actAs('amara.okafor@example.test'),
    support: await actAs('priya.raman@example.test'),
    compliance: await actAs('layla.haddad@example.test'),
    admin: await actAs('sato.haruka@example.test'),
    system: systemActor('test'),
  };
}
