import { groupOf, isSensitive } from '../../plan-format/data-class';
import type { Candidate, Judgement, Signal } from './candidate';
import { contextSignals } from './signals/context/context-signals';
import { harmlessSignals } from './signals/harmless-signals';
import { nameSignals } from './signals/name/name-signals';
import { valueSignals } from './signals/value/value-signals';
import { whatIsUnknown } from './what-is-unknown';

/**
 * Weighs the signals on one column. Signals for one class strengthen each other as independent witnesses would
 * (1 - Π(1 - w)); the strongest class wins, a sensitive one over a harmless one of about the same strength. What
 * stays under the threshold is nobody's guess: it is left unclassified, and a person decides.
 */

/** Less certain than this is not proposed. */
const threshold = 0.6;
/** How much stronger a harmless class must be to win over a sensitive one that reached the threshold. */
const caution = 0.2;

interface Verdict {
  class: Judgement['class'];
  part?: string;
  confidence: number;
  signals: Signal[];
}

function weigh(signals: Signal[]): Verdict[] {
  const classes = [
    ...new Set(
      signals.map(
        (signal) => `${signal.class}/${groupOf(signal.class) === 'quasi' ? (signal.part ?? '') : ''}`,
      ),
    ),
  ];
  return classes
    .map((name) => {
      const own = signals
        .filter(
          (signal) =>
            `${signal.class}/${groupOf(signal.class) === 'quasi' ? (signal.part ?? '') : ''}` === name,
        )
        .sort((left, right) => right.weight - left.weight);
      const confidence = 1 - own.slice(0, 3).reduce((doubt, { weight }) => doubt * (1 - weight), 1);
      const part = own.find((signal) => signal.part)?.part;
      return { class: own[0]?.class ?? 'unclassified', ...(part && { part }), confidence, signals: own };
    })
    .sort((left, right) => right.confidence - left.confidence);
}

function shapesOf(candidate: Candidate): string[] {
  const shapes = candidate.profile.shapes.filter(([, share]) => share >= 0.1);
  return shapes.length === 0
    ? []
    : [`shapes: ${shapes.map(([shape, share]) => `${shape} ${Math.round(share * 100)} %`).join(', ')}`];
}

/** The judgement on one column or path. Pure: the same candidate gives the same judgement. */
export function judge(candidate: Candidate): Judgement {
  const ranked = weigh([
    ...nameSignals(candidate),
    ...valueSignals(candidate),
    ...contextSignals(candidate),
    ...harmlessSignals(candidate),
  ]);
  const sensitive = ranked.find((verdict) => isSensitive(verdict.class) && verdict.confidence >= threshold);
  const harmless = ranked.find((verdict) => !isSensitive(verdict.class) && verdict.confidence >= threshold);
  const chosen =
    sensitive && harmless && harmless.confidence > sensitive.confidence + caution
      ? harmless
      : (sensitive ?? harmless);
  const evidence = [
    ...(chosen?.signals ?? ranked.slice(0, 2).flatMap(({ signals }) => signals))
      .slice(0, 4)
      .map((signal) => signal.evidence),
    ...shapesOf(candidate),
  ];
  if (!chosen) return { class: 'unclassified', confidence: ranked[0]?.confidence ?? 0, evidence };
  const unknown = isSensitive(chosen.class) ? null : whatIsUnknown(candidate);
  if (unknown) return { class: 'unclassified', confidence: 0, evidence: [unknown, ...evidence] };
  return {
    class: chosen.class,
    ...(chosen.part && { part: chosen.part }),
    confidence: chosen.confidence,
    evidence,
  };
}
