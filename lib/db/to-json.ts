import type { Prisma } from './generated/client';

/** A value as a JSON column takes it: members that are undefined go, dates become text. Throws on circles. */
export function toJson(value: object): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(value));
}
