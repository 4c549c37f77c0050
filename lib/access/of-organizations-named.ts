import { db } from '../db/client';
import { containing } from '../db/containing';

/** More organizations than this are not named one by one. */
const mostNamed = 1_000;

/**
 * "Of an organization whose name contains these words", for a where-clause. The organizations are looked up first, so that it names
 * them by their ids: then the index of each column that is searched along with it can be used, which a join within an OR prevents.
 */
export async function ofOrganizationsNamed(text: string) {
  const name = containing(text);
  const named = await db().organization.findMany({
    where: { name },
    select: { id: true },
    take: mostNamed + 1,
  });
  return named.length > mostNamed
    ? { organization: { name } }
    : { organizationId: { in: named.map(({ id }) => id) } };
}
