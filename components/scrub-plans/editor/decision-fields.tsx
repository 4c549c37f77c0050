'use client';

import { dataClasses, groupOf } from '@/lib/plan-format/data-class';
import type { MaskWords } from '@/lib/scrub-plans/masks/mask';
import { classGroupLabels, classLabel } from '@/lib/scrub-plans/plan';
import { SubmitButton } from '../../ui/actions/submit-button';
import { FieldErrors } from '../../ui/form/field';
import { useFieldState } from '../../ui/form/form-state';
import { SelectField } from '../../ui/form/select-field';
import { DecisionReason } from '../decision-reason';
import { countText } from './count-text';
import { MaskFields } from './mask-fields';
import type { EditorRow } from './plan-detail';

/** What a column may be decided to hold; to leave it open again is to take the decision back. */
const classes = dataClasses.filter((each) => each !== 'unclassified');

/** What one or many columns hold, their mask and the reason, with the button that decides it. */
export function DecisionFields({
  count,
  only,
  masks,
}: {
  /** How many columns it is about. */
  count: number;
  /** The one column that it is about, whose class and mask are then proposed. */
  only?: EditorRow | undefined;
  masks: readonly MaskWords[];
}) {
  const { errors } = useFieldState('columns');
  return (
    <>
      <FieldErrors id="decide-columns-error" messages={errors} />
      <div className="grid items-start gap-3 sm:grid-cols-2 lg:grid-cols-3">
        <SelectField
          name="class"
          label="Holds"
          empty="Choose a class"
          defaultValue={only && only.class !== 'unclassified' ? only.class : ''}
          options={classes.map((each) => ({
            value: each,
            label: each.includes('.')
              ? `${classGroupLabels[groupOf(each)]}: ${classLabel(each)}`
              : classLabel(each),
          }))}
        />
        <MaskFields masks={masks} initial={only?.mask} />
        <DecisionReason only={only} />
      </div>
      <SubmitButton>{count > 0 ? `Decide about ${countText(count)}` : 'Decide'}</SubmitButton>
    </>
  );
}
