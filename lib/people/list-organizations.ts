import { z } from 'zod';
import { defineQuery } from '../command/query';
import { db } from '../db/client';

/** The customers' organizations by name, for filters. */
export const listOrganizations = defineQuery({
  name: 'organization.list',
  input: z.object({}),
  allow: 'person:read',
  run: () => db().organization.findMany({ orderBy: { name: 'asc' }, select: { slug: true, name: true } }),
});
