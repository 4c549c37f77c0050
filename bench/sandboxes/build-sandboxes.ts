import type { PersonActor } from '@/lib/access/actor';
import { runOrThrow } from '@/lib/command/run';
import { db } from '@/lib/db/client';
import { submitRequest } from '@/lib/requests/submit-request';

/** Sandboxes for benchmarks, filed and built as people have them filed and built. */

/** Somebody who files requests, and the source of their organization. */
export type Customer = { actor: PersonActor; tenantId: string };

/** The customer of the demo whose organization is called so. */
export async function customerOf(slug: string): Promise<Customer> {
  const { id, tenants, people } = await db().organization.findUniqueOrThrow({
    where: { slug },
    select: {
      id: true,
      tenants: { select: { id: true } },
      people: {
        where: { disabledAt: null, role: 'customer' },
        select: { id: true, name: true, email: true, humanId: true },
      },
    },
  });
  const [person] = people;
  const tenantId = tenants[0]?.id;
  if (!person || !tenantId) throw new Error(`the demo has no customer called ${slug}`);
  const actor = { kind: 'person' as const, ...person, role: 'customer' as const, organizationId: id };
  return { actor: { ...actor, authenticatedAt: new Date() }, tenantId };
}

/** Files a request for a blank sandbox of this name; returns its id. */
export async function fileBlank({ actor, tenantId }: Customer, slug: string): Promise<string> {
  const people = [{ kind: 'person' as const, email: actor.email, reason: 'Measures.' }];
  const request = {
    integration: `Load of ${slug}`,
    purpose: 'Calls without a pause.',
    people,
    shape: 'blank' as const,
    seedSetName: '',
    configuration: [],
    slug,
    durationDays: 7,
    features: [],
    tenantId,
  };
  return (await runOrThrow(submitRequest, request, actor)).id;
}

/** Waits until the sandboxes of these requests are ready. Throws where one waits for people or could not be built. */
export async function built(requestIds: readonly string[]): Promise<void> {
  const where = { requestId: { in: [...requestIds] } };
  for (;;) {
    const sandboxes = await db().sandbox.findMany({ where, select: { state: true, slug: true } });
    const waiting = await db().request.count({ where: { id: where.requestId, state: { not: 'approved' } } });
    if (waiting > 0) throw new Error('a request waits for people: its customer needs another contract');
    const failed = sandboxes.find(({ state }) => state === 'failed');
    if (failed) throw new Error(`${failed.slug} could not be built; see test-results/bench.log`);
    const ready = sandboxes.filter(({ state }) => state === 'ready').length;
    if (ready === requestIds.length) return;
    process.stderr.write(`\r${ready} of ${requestIds.length} sandboxes built `);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}
