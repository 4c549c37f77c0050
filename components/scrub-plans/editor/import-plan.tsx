'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { previewImport } from '@/lib/scrub-plans/decide/preview-import';
import { Button } from '../../ui/actions/button';
import { Banner } from '../../ui/feedback/banner';
import { TextField } from '../../ui/form/text-field';
import { showToast } from '../../ui/overlay/toast-store';
import { DifferenceTable } from '../difference-table';

type Preview = Awaited<ReturnType<(typeof previewImport)['run']>>;
type Chosen = { text: string; preview: Preview };

/**
 * Takes an edited file of a plan: first shows what it would change, then replaces the version that it was compared with.
 * The file is read here, so nothing happens without script, and the page says so.
 */
export function ImportPlan({ tenantId }: { tenantId: string }) {
  const router = useRouter();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  /** Shows what went wrong instead of an answer. */
  async function attempt(step: () => Promise<void>) {
    setBusy(true);
    setProblem(null);
    try {
      await step();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'The desk did not answer. Try again.');
    }
    setBusy(false);
  }
  const look = (file: File) =>
    attempt(async () => {
      setChosen(null);
      const text = await file.text();
      setChosen({ text, preview: await send(`/api/plans/${tenantId}/preview`, 'POST', text) });
    });
  const replace = ({ text, preview }: Chosen, reason: string) =>
    attempt(async () => {
      await send(`/api/plans/${tenantId}?version=${preview.version}`, 'PUT', text, reason);
      setChosen(null);
      showToast('Imported as the next version.');
      router.refresh();
    });
  return (
    <div className="flex flex-col gap-3 p-4">
      <noscript>
        <p className="text-sm text-muted">Importing needs JavaScript.</p>
      </noscript>
      <label className="flex flex-col gap-1 text-sm font-medium">
        A plan’s file
        <input
          type="file"
          accept="application/json,.json"
          disabled={isBusy}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file) void look(file);
          }}
          className="max-w-full text-sm font-normal text-muted file:mr-3 file:h-8 file:rounded file:border file:border-line-strong file:bg-surface file:px-3 file:text-sm file:font-medium file:text-ink"
        />
      </label>
      {problem && (
        <Banner tone="danger" announce="alert">
          {problem}
        </Banner>
      )}
      {chosen && (
        <Preview
          preview={chosen.preview}
          isBusy={isBusy}
          onReplace={(reason) => void replace(chosen, reason)}
        />
      )}
    </div>
  );
}

function Preview({
  preview,
  isBusy,
  onReplace,
}: {
  preview: Preview;
  isBusy: boolean;
  onReplace: (reason: string) => void;
}) {
  const { total, differences, version } = preview;
  if (total === 0)
    return <Banner>The file says what version {version} says; there is nothing to import.</Banner>;
  return (
    <>
      <p aria-live="polite" className="text-sm">
        {total === 1 ? 'One place differs' : `${total.toLocaleString('en')} places differ`}
        {version > 0 ? ` from version ${version}` : ''}
        {differences.length < total ? `; the first ${differences.length} are shown` : ''}.
      </p>
      <div className="max-h-96 overflow-y-auto rounded border border-line">
        <DifferenceTable differences={differences} />
      </div>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          onReplace(String(new FormData(event.currentTarget).get('reason') ?? ''));
        }}
      >
        <TextField
          name="reason"
          label="Reason"
          hint="What you changed and why; you are named as who decided it."
          maxLength={500}
        />
        <Button type="submit" variant="primary" disabled={isBusy} className="self-start">
          {version > 0 ? `Replace version ${version}` : 'Import as version 1'}
        </Button>
      </form>
    </>
  );
}

/** Sends the file and returns the answer; throws an Error with the sentence of a refusal. */
async function send(url: string, method: 'POST' | 'PUT', text: string, reason?: string): Promise<Preview> {
  const response = await fetch(url, {
    method,
    body: text,
    headers: {
      'content-type': 'application/json',
      ...(reason === undefined ? {} : { 'sandgate-reason': encodeURIComponent(reason) }),
    },
  });
  const answer = await response.json();
  if (response.ok) return answer;
  throw new Error(typeof answer.detail === 'string' ? answer.detail : 'The desk refused the file.');
}
