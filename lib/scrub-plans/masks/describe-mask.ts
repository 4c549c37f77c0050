import { z } from 'zod';
import type { Mask } from '../../provisioning';
import type { MaskParameter, MaskWords } from './mask';

/** What we read of a parameter's JSON Schema; everything else is written as JSON. */
const property = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.string()).optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
});
const document = z.looseObject({
  properties: z.record(z.string(), property).default({}),
  required: z.array(z.string()).default([]),
});

/** A mask as a form offers it: its words, and its parameters read from the schema that will judge them. Pure. */
export function describeMask({ name, strength, keeps, loses, parameters }: Mask): MaskWords {
  const { properties, required } = document.parse(
    z.toJSONSchema(parameters, { io: 'input', unrepresentable: 'any' }),
  );
  const described = Object.entries(properties).map(
    ([parameter, schema]): MaskParameter => ({
      name: parameter,
      kind: kindOf(schema),
      options: schema.enum ?? [],
      standard: schema.default === undefined ? null : String(schema.default),
      isRequired: required.includes(parameter),
    }),
  );
  return { name, strength, keeps, loses, parameters: described };
}

function kindOf({ type, enum: options }: z.infer<typeof property>): MaskParameter['kind'] {
  if (options) return 'choice';
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'boolean') return 'flag';
  // A constant may be of several kinds; PostgreSQL reads its text as the column's type demands.
  if (type === 'string' || (Array.isArray(type) && type.includes('string'))) return 'text';
  return 'json';
}
