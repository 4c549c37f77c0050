import type { Shape } from '../requests/request';

type Asked = { durationDays: number; startsOn: Date | null; shape: Shape; seedSetName: string | null };
type Approved = { durationDays?: number; startsOn?: string; shape?: Shape; seedSetName?: string };

/**
 * What an approver changed: the columns to write, the names of the fields, and each change in words for the timeline.
 * A field that was left out, or equals what was asked for, is no change.
 */
export function approvedChanges(asked: Asked, approved: Approved) {
  const columns: Partial<Asked> = {};
  const described: string[] = [];
  if (approved.durationDays !== undefined && approved.durationDays !== asked.durationDays) {
    columns.durationDays = approved.durationDays;
    described.push(`${asked.durationDays} → ${approved.durationDays} days`);
  }
  const askedDay = asked.startsOn?.toISOString().slice(0, 10);
  if (approved.startsOn !== undefined && approved.startsOn !== askedDay) {
    columns.startsOn = new Date(`${approved.startsOn}T00:00:00Z`);
    described.push(`start ${askedDay ?? 'at once'} → ${approved.startsOn}`);
  }
  if (approved.shape !== undefined && approved.shape !== asked.shape) {
    columns.shape = approved.shape;
    described.push(`${asked.shape} → ${approved.shape}`);
  }
  const shape = approved.shape ?? asked.shape;
  const seedSetName = shape === 'seeded' ? (approved.seedSetName ?? asked.seedSetName) : null;
  if (seedSetName !== asked.seedSetName) {
    columns.seedSetName = seedSetName;
    described.push(`seed set ${asked.seedSetName ?? 'none'} → ${seedSetName ?? 'none'}`);
  }
  return { columns, names: Object.keys(columns), described };
}
