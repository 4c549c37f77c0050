import type { ClassGroup, DataClass } from '@/lib/plan-format/data-class';
import { classGroupLabels, classLabel } from '@/lib/scrub-plans/plan';
import { Badge } from '../ui/data/badge';
import type { Tone } from '../ui/tone';

const tones: Record<ClassGroup, Tone> = {
  unclassified: 'danger',
  direct: 'review',
  secret: 'review',
  wire: 'review',
  quasi: 'warning',
  business: 'neutral',
  technical: 'neutral',
};

/** A column's class, coloured by what its group means for whoever signs. */
export function ClassBadge({ group, dataClass }: { group: ClassGroup; dataClass: DataClass }) {
  const label = classLabel(dataClass);
  return (
    <Badge tone={tones[group]}>
      <span title={classGroupLabels[group]}>{label.charAt(0).toUpperCase() + label.slice(1)}</span>
    </Badge>
  );
}
