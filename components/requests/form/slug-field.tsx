'use client';

import { useEffect, useState } from 'react';
import { slug as slugSchema } from '@/lib/requests/request';
import { Button } from '../../ui/actions/button';
import { useTypedValues } from '../../ui/form/form-state';
import { TextField } from '../../ui/form/text-field';
import { textOf } from '../../ui/form/typed-value';

type Answer = { slug: string; isFree: boolean; suggestion: string | null };

/** Long enough that a word is typed before it is asked for, short enough not to be waited for. */
const pauseMs = 350;

/**
 * The sandbox's name, which is also its address. Whether it is free is looked up while it is typed; the filing decides.
 */
export function SlugField({ baseUrl, requestId }: { baseUrl: string; requestId?: string }) {
  const [slug, setSlug] = useState(textOf(useTypedValues(), 'slug') ?? '');
  const answer = useAnswer(slug, requestId);
  const parsed = slugSchema.safeParse(slug);
  const problem = slug && !parsed.success ? parsed.error.issues[0]?.message : undefined;
  const taken = answer && !answer.isFree;
  return (
    <div className="flex flex-col gap-1">
      <TextField
        name="slug"
        label="Name of the sandbox"
        hint={`Its address will be ${baseUrl}/s/${parsed.success ? parsed.data : '…'}`}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        maxLength={60}
        value={slug}
        onChange={(event) => setSlug(event.currentTarget.value)}
        inputClassName="font-mono"
      />
      <p aria-live="polite" className="min-h-5 text-xs text-muted">
        {problem ?? (answer?.isFree && <span className="text-success">{answer.slug} is free.</span>)}
        {taken && <span className="text-warning">{answer.slug} is taken. </span>}
        {taken && answer.suggestion && (
          <Button variant="quiet" size="small" onClick={() => setSlug(answer.suggestion ?? slug)}>
            Take {answer.suggestion}
          </Button>
        )}
      </p>
    </div>
  );
}

/** What the server says about the name as it stands, or null while it is not known. */
function useAnswer(slug: string, requestId: string | undefined): Answer | null {
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    const parsed = slugSchema.safeParse(slug);
    if (!parsed.success) return;
    const stop = new AbortController();
    const ask = async () => {
      const search = new URLSearchParams({ slug: parsed.data, ...(requestId ? { except: requestId } : {}) });
      const response = await fetch(`/requests/check-slug?${search}`, { signal: stop.signal });
      if (response.ok) setAnswer(await response.json());
    };
    // An answer that does not come, or is cut off by further typing, leaves the name unknown: filing asks again.
    const timer = setTimeout(() => void ask().catch(() => undefined), pauseMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [slug, requestId]);
  return answer?.slug === slug.trim().toLowerCase() ? answer : null;
}
