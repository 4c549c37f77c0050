'use client';

import { configurationParts } from '@/lib/products/product';
import { offeredShapes, type Shape, shapeLabels, shapes } from '@/lib/requests/request';
import { shortDuration } from '../../ui/data/relative-text';
import { CheckboxField, FieldGroup } from '../../ui/form/checkbox-field';
import { RadioCards } from '../../ui/form/radio-cards';
import { SelectField } from '../../ui/form/select-field';
import type { FormOptions } from './form-options';
import { configurationLabels } from './labels';

/** What the sandbox starts with: what each choice contains, how long it takes here, and who has to agree. */
export function ShapeFields({ seedSets, durations }: Pick<FormOptions, 'seedSets' | 'durations'>) {
  const cards = shapes.map((shape) => ({
    value: shape,
    title: shapeLabels[shape].title,
    whyNot: isOffered(shape) ? null : 'Not offered yet.',
    body: (
      <>
        <span>{shapeLabels[shape].contains}</span>
        <span>
          <span className="font-semibold">Takes:</span> {describeDuration(shape, durations)}
        </span>
        <span>
          <span className="font-semibold">Agreed by:</span> {shapeLabels[shape].agrees}
        </span>
      </>
    ),
  }));
  return (
    <div className="group/shape flex flex-col gap-4">
      <RadioCards name="shape" legend="What it starts with" cards={cards} />
      <div className="hidden group-has-[[value=seeded]:checked]/shape:block">
        <SelectField
          name="seedSetName"
          label="Seed set"
          empty="Choose a seed set"
          options={seedSets.map((set) => ({
            value: set.name,
            label: `${set.title}, version ${set.version}: ${set.rows.toLocaleString('en')} rows`,
          }))}
          hint={seedSets.map((set) => (
            <span key={set.name} className="block">
              <span className="font-semibold">{set.title}:</span> {set.description}
            </span>
          ))}
        />
      </div>
      <FieldGroup
        name="configuration"
        legend="Copy configuration from production"
        hint="Settings only; no person’s data comes along."
      >
        <div className="flex flex-wrap gap-x-6 gap-y-2">
          {configurationParts.map((part) => (
            <CheckboxField key={part} name="configuration[]" value={part} label={configurationLabels[part]} />
          ))}
        </div>
      </FieldGroup>
    </div>
  );
}

function isOffered(shape: Shape): boolean {
  const offered: readonly Shape[] = offeredShapes;
  return offered.includes(shape);
}

function describeDuration(shape: Shape, durations: FormOptions['durations']): string {
  const known = durations.find((each) => each.shape === shape);
  if (!known) return 'unknown, none was built here yet.';
  const [usual, most] = [shortDuration(known.p50Ms), shortDuration(known.p90Ms)];
  return usual === most ? `${usual} here.` : `usually ${usual} here, ${most} at most in nine of ten.`;
}
