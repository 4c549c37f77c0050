import type { ReactNode } from 'react';

/** The page around every way to sign in. */
export function SignInFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-lg flex-col gap-5 px-4 py-10 sm:py-16">
      <div>
        <p className="text-sm font-semibold text-muted">Sandgate</p>
        <h1 className="mt-1 text-xl font-semibold tracking-tight">{title}</h1>
      </div>
      {children}
    </main>
  );
}
