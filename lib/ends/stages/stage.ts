import type { EndingRule } from '../coming-end';
import type { EndingSandbox } from '../due-end';
import { forecastOf } from '../forecast';

/**
 * The next thing that an end takes away from a sandbox: `suspend` while it has not ended, `drop` at once where it was not built,
 * then `retire` and `drop`.
 */
export type Stage = 'suspend' | 'retire' | 'drop';

export const stageLabels: Record<Stage, string> = {
  suspend: 'suspended',
  retire: 'retired',
  drop: 'dropped',
};

export const ruleLabels: Record<EndingRule, string> = {
  asked: 'its end',
  unused: 'not used',
};

/** `at` is when it comes by what is known now; a moment that has passed waits for something, such as a warning. */
export type NextStage = { act: Stage; at: Date; rule: EndingRule };

/** The first stage that the forecast knows; null for what has no end: a sandbox that is built, quarantined or gone. Pure. */
export function nextStageOf(sandbox: EndingSandbox, now: Date): NextStage | null {
  const forecast = forecastOf(sandbox, now);
  if (!forecast) return null;
  const { suspendsAt, retiresAt, dropsAt } = forecast;
  const rule =
    forecast.rule ??
    (sandbox.retireAfterDays !== null || sandbox.dropAfterDays !== null ? 'unused' : 'asked');
  if (suspendsAt) return { act: 'suspend', at: suspendsAt, rule };
  if (retiresAt) return { act: 'retire', at: retiresAt, rule };
  return dropsAt && { act: 'drop', at: dropsAt, rule };
}
