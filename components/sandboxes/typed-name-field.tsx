import { TextField } from '../ui/form/text-field';

/** Asks for a sandbox's name, typed: the last chance to notice that it is the wrong one, so it never comes back by itself. */
export function TypedNameField({ slug }: { slug: string }) {
  return (
    <TextField
      name="typedName"
      data-unkept=""
      label={
        <>
          Type <span className="font-mono">{slug}</span> to confirm
        </>
      }
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={60}
      inputClassName="font-mono"
    />
  );
}
