import Link from 'next/link';
import type { ReactNode } from 'react';

/** To the certificate of a destroyed sandbox, by the certificate's id: the sandbox's name may be another one's by now. */
export function DestructionLink({ id, children }: { id: string; children: ReactNode }) {
  return (
    <Link href={`/certificates/destruction/${id}`} className="text-accent-ink underline underline-offset-2">
      {children}
    </Link>
  );
}
