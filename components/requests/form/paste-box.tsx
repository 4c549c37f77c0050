'use client';

import { useRef, useState } from 'react';
import { mostPeople } from '@/lib/requests/request';
import { Button } from '../../ui/actions/button';
import { TextField } from '../../ui/form/text-field';
import { TextareaField } from '../../ui/form/textarea-field';
import { pastedMails } from './people-rows';

/** A place for a whole list of mail addresses. What is left in it is split by the server when the form is sent. */
export function PasteBox({ onAdd }: { onAdd: (mails: string[], reason: string) => void }) {
  const box = useRef<HTMLDetailsElement>(null);
  const [message, setMessage] = useState('');
  function split() {
    const list = box.current?.querySelector('textarea');
    const reason = box.current?.querySelector('input');
    if (!list || !reason) return;
    const mails = pastedMails(list.value);
    if (mails.length === 0) return setMessage('There is no mail address in this text.');
    if (mails.length > mostPeople)
      return setMessage(
        `These are ${mails.length.toLocaleString('en')} addresses; at most ${mostPeople} can be named. Put programs behind one service account, or name a team’s leads.`,
      );
    onAdd(mails, reason.value);
    list.value = '';
    setMessage('');
    if (box.current) box.current.open = false;
  }
  return (
    <details ref={box} className="rounded border border-line">
      <summary className="px-3 py-1.5 text-sm text-muted hover:text-ink">
        Paste a list of mail addresses
      </summary>
      <div className="flex flex-col gap-3 border-t border-line p-3">
        <TextareaField
          name="pastedPeople"
          label="Mail addresses"
          optional
          hint="Separated by commas, semicolons, spaces or lines; names around them are left out."
          rows={3}
          errors={message ? [message] : []}
        />
        <TextField name="pastedReason" label="Reason for all of them" optional maxLength={300} />
        <Button size="small" onClick={split} className="self-start noscript:hidden">
          Add these as lines
        </Button>
      </div>
    </details>
  );
}
