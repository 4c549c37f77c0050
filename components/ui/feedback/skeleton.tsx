/** Lines where rows are about to stand, as high as those rows, so that nothing moves when they come. */
export function SkeletonRows({ rows, label }: { rows: number; label: string }) {
  return (
    <div role="status" className="divide-y divide-line">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, index) => index).map((index) => (
        <div key={index} aria-hidden="true" className="flex h-9 items-center gap-4 px-3">
          <span className="h-3 w-16 rounded-sm bg-neutral-soft" />
          <span className="h-3 flex-1 rounded-sm bg-neutral-soft" />
          <span className="h-3 w-24 rounded-sm bg-neutral-soft" />
        </div>
      ))}
    </div>
  );
}
