'use client';

import { useEffect, useRef, useState } from 'react';
import { type ApprovalTerms, needsCompliance, type ReasonText, reasonTexts } from '@/lib/requests/approval';
import { shapes } from '@/lib/requests/request';
import type { FormOptions } from './form-options';

/**
 * Who will have to agree to what the form says at this moment, by the same rule that the filing applies. Without script
 * it tells what holds for every request of this organization.
 */
export function ApprovalHint({ terms }: { terms: FormOptions['terms'] }) {
  const mark = useRef<HTMLDivElement>(null);
  const [reasons, setReasons] = useState<ReasonText[]>(() => reasonTexts(ordinary, terms));
  useEffect(() => {
    const form = mark.current?.closest('form');
    if (!form) return;
    const update = () => setReasons(reasonTexts(readTerms(new FormData(form)), terms));
    update();
    form.addEventListener('input', update);
    return () => form.removeEventListener('input', update);
  }, [terms]);
  return (
    <div ref={mark} aria-live="polite" className="rounded bg-sunken px-3 py-2 text-sm">
      {reasons.length === 0 ? (
        <p>
          <span className="font-medium">Nobody has to agree:</span> it is inside the subscription{' '}
          {terms.subscriptionName} and is built at once.
        </p>
      ) : (
        <>
          <p className="font-medium">
            {needsCompliance(reasons.map(({ reason }) => reason))
              ? 'Support, then compliance, have to agree:'
              : 'Support has to agree:'}
          </p>
          <ul className="list-disc pl-5 text-muted">
            {reasons.map(({ reason, text }) => (
              <li key={reason}>{text}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** A request that asks for nothing out of the ordinary. */
const ordinary: ApprovalTerms = { shape: 'blank', durationDays: 1, features: [] };

/** A load test of which only is known that there will be one. */
const noTestYet = { requestsPerSecond: 1, from: '', until: '' };

function readTerms(form: FormData): ApprovalTerms {
  const shape = shapes.find((each) => each === form.get('shape')) ?? 'blank';
  return {
    shape,
    durationDays: Number(form.get('durationDays')) || 1,
    features: form.getAll('features[]').map(String),
    loadTest: form.has('plansLoadTest') ? noTestYet : undefined,
  };
}
