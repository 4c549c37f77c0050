/** A key of the keyboard, as printed on it. */
export function KeyHint({ children }: { children: string }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-line-strong bg-sunken px-1 font-sans text-xs text-muted">
      {children}
    </kbd>
  );
}
