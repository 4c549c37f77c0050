import { Prisma } from '../db/generated/client';
import type { RequestContent } from './request';

/** What the form collected, as the columns of a request. Used by filing and by amending, so that the two cannot differ. */
export function contentColumns(content: RequestContent) {
  return {
    integration: content.integration,
    purpose: content.purpose,
    people: content.people,
    shape: content.shape,
    seedSetName: content.shape === 'seeded' ? (content.seedSetName ?? null) : null,
    configuration: content.configuration,
    slug: content.slug,
    durationDays: content.durationDays,
    startsOn: content.startsOn ? new Date(`${content.startsOn}T00:00:00Z`) : null,
    loadTest: content.loadTest ?? Prisma.DbNull,
    features: content.features,
  };
}
