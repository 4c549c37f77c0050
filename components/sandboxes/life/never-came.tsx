import Link from 'next/link';

/** Who was named and never opened the sandbox, for whoever is about to extend it. Shows nothing where everybody came. */
export function NeverCame({ names, slug }: { names: readonly string[]; slug: string }) {
  if (names.length === 0) return null;
  return (
    <div className="mb-4">
      <p>
        Never opened it so far. Look at <Link href={`/s/${slug}`}>its people</Link> and remove whom it does
        not need.
      </p>
      <ul className="mt-1 list-disc pl-5">
        {names.map((name) => (
          <li key={name}>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}
