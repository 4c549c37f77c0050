import { TextField } from '../ui/form/text-field';

/** Asks what a sandbox is to be called. */
export function SandboxNameField({ label, defaultValue }: { label: string; defaultValue?: string }) {
  return (
    <TextField
      name="slug"
      label={label}
      {...(defaultValue !== undefined && { defaultValue })}
      hint="Lower-case letters, digits and single hyphens, 3 to 40 characters, starting with a letter."
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={40}
      inputClassName="font-mono"
    />
  );
}
