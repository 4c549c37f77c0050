import { z } from 'zod';
import { defineQuery } from '../command/query';
import { db } from '../db/client';

/** The customers' organizations by name, for filters. */
export const listOrganizationNames = defineQuery({
  name: 'organization.list_names',
  input: z.object({}),
  allow: 'organization:read',
  run: () => db().organization.findMany({ orderBy: { name: 'asc' }, select: { slug: true, name: true } }),
});
