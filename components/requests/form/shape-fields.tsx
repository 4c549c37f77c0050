'use client';

import { useEffect, useRef, useState } from 'react';
import { configurationParts } from '@/lib/products/product';
import { agreedBy } from '@/lib/requests/approval';
import { type Shape, shapeLabels, shapes } from '@/lib/requests/request';
import { shortDuration } from '../../ui/data/relative-text';
import { CheckboxField, FieldGroup } from '../../ui/form/checkbox-field';
import { RadioCards } from '../../ui/form/radio-cards';
import { SelectField } from '../../ui/form/select-field';
import type { FormOptions } from './form-options';
import { configurationLabels } from './labels';

/** What the sandbox starts with: what each choice contains, how long it takes here, and who has to agree. */
export function ShapeFields({ terms, seedSets, durations }: Omit<FormOptions, 'baseUrl'>) {
  const { mark, tenantId } = useChosenTenant();
  const sets = seedSets.filter(({ tenantIds }) => tenantId === null || tenantIds.includes(tenantId));
  const whyNot = (shape: Shape) =>
    shape === 'seeded' && sets.length === 0 ? 'This product has no seed sets.' : null;
  const cards = shapes.map((shape) => ({
    value: shape,
    title: shapeLabels[shape].title,
    whyNot: whyNot(shape),
    body: (
      <>
        <span>{shapeLabels[shape].contains}</span>
        {whyNot(shape) === null && (
          <>
            <span>
              <span className="font-semibold">Takes:</span> {describeDuration(shape, durations)}
            </span>
            <span>
              <span className="font-semibold">Agreed by:</span> {agreedBy({ ...ordinary, shape }, terms)}
            </span>
          </>
        )}
      </>
    ),
  }));
  return (
    <div ref={mark} className="group/shape flex flex-col gap-4">
      <RadioCards name="shape" legend="What it starts with" cards={cards} />
      <div className="hidden group-has-[[value=seeded]:checked]/shape:block">
        <SelectField
          name="seedSetName"
          label="Seed set"
          empty="Choose a seed set"
          options={sets.map((set) => ({
            value: set.name,
            label: `${set.title}, version ${set.version}: ${set.rows.toLocaleString('en')} rows`,
          }))}
          hint={sets.map((set) => (
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

/** A stay inside every subscription, with nothing out of the ordinary: what remains is the shape. */
const ordinary = { durationDays: 1, features: [] };

/** The tenant that the form names at this moment; null before it is known, and without script. */
function useChosenTenant() {
  const mark = useRef<HTMLDivElement>(null);
  const [tenantId, setTenantId] = useState<string | null>(null);
  useEffect(() => {
    const form = mark.current?.closest('form');
    if (!form) return;
    const update = () => setTenantId(new FormData(form).get('tenantId')?.toString() ?? null);
    update();
    form.addEventListener('input', update);
    return () => form.removeEventListener('input', update);
  }, []);
  return { mark, tenantId };
}

function describeDuration(shape: Shape, durations: FormOptions['durations']): string {
  const known = durations.find((each) => each.shape === shape);
  if (!known) return 'unknown, none was built here yet.';
  const [usual, most] = [shortDuration(known.p50Ms), shortDuration(known.p90Ms)];
  return usual === most ? `${usual} here.` : `usually ${usual} here, ${most} at most in nine of ten.`;
}
