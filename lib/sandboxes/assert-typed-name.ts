import { invalidField } from '../errors';

/** Throws `invalid_input` at `typedName` unless the sandbox's name was typed as it is: the last chance to notice a wrong one. */
export function assertTypedName(typedName: string, slug: string): void {
  if (typedName !== slug) throw invalidField('typedName', `Type ${slug} to confirm.`);
}
