'use client';

import { useState } from 'react';
import { mostPeople } from '@/lib/requests/request';
import { Button } from '../../ui/actions/button';
import { FieldGroup } from '../../ui/form/checkbox-field';
import { useErrorsUnder, useTypedValues } from '../../ui/form/form-state';
import { PasteBox } from './paste-box';
import { isBlank, type PersonRow, pastedMails, readRows, sentIndex } from './people-rows';
import { PersonLine } from './person-line';

type KeyedRow = PersonRow & { key: number };

/** Lines that stand ready for those whose browser runs no script and cannot add any. */
const spareLines = 5;

const empty: PersonRow = { kind: 'person', who: '', reason: '' };

/**
 * Who gets in: a line each, with the reason beside. A list of mails that is pasted anywhere becomes as many lines.
 * Without script there are spare lines and a box for a list, which the server splits.
 */
export function PeopleFields() {
  const { rows, change, add, remove, focusKey } = useRows();
  const misplaced = useErrorsUnder('people.').filter(
    ([name]) => Number(name.split('.')[1]) >= rows.filter((row) => !isBlank(row)).length,
  );
  function pasteInto(key: number, text: string): boolean {
    const mails = pastedMails(text);
    if (mails.length < 2) return false;
    add(
      mails.map((who) => ({ ...empty, who })),
      key,
    );
    return true;
  }
  return (
    <FieldGroup
      name="people"
      legend="Who gets in"
      hint="People by mail address, programs by the name of a service account, each with the reason. Nobody else will."
    >
      <div className="flex flex-col gap-3 sm:gap-1.5">
        {rows.map((row, index) => (
          <PersonLine
            key={row.key}
            index={index}
            sentIndex={sentIndex(rows, index)}
            row={row}
            isFocused={row.key === focusKey}
            onChange={(changed) => change(row.key, changed)}
            onPaste={(text) => pasteInto(row.key, text)}
            onRemove={rows.length > 1 ? () => remove(row.key) : undefined}
          />
        ))}
        <noscript>
          <div className="flex flex-col gap-3 sm:gap-1.5">
            {Array.from({ length: spareLines }, (_, spare) => rows.length + spare).map((index) => (
              <PersonLine key={index} index={index} sentIndex={null} row={empty} />
            ))}
          </div>
        </noscript>
      </div>
      {misplaced.length > 0 && (
        <p className="text-xs font-medium text-danger">
          {[...new Set(misplaced.flatMap(([, messages]) => messages))].join(' ')}
        </p>
      )}
      <div className="flex flex-wrap gap-2 noscript:hidden">
        <Button size="small" onClick={() => add([empty])}>
          Add a person
        </Button>
        <Button size="small" onClick={() => add([{ ...empty, kind: 'service_account' }])}>
          Add a service account
        </Button>
        <span className="self-center text-xs text-muted">
          {rows.filter((row) => !isBlank(row)).length} of at most {mostPeople}
        </span>
      </div>
      <PasteBox onAdd={(mails, reason) => add(mails.map((who) => ({ ...empty, who, reason })))} />
    </FieldGroup>
  );
}

/** The lines and what can be done to them. Lines keep their identity, so that removing one disturbs no other. */
function useRows() {
  const typed = useTypedValues();
  const [rows, setRows] = useState<KeyedRow[]>(() => {
    const found = readRows(typed);
    const filled = found.slice(0, found.findLastIndex((row) => !isBlank(row)) + 1);
    return (filled.length > 0 ? filled : [empty]).map((row, key) => ({ ...row, key }));
  });
  const [nextKey, setNextKey] = useState(1_000);
  const [focusKey, setFocusKey] = useState<number | null>(null);
  /** Adds lines at the end, or in the place of a line that is still blank. */
  function add(added: readonly PersonRow[], inPlaceOf?: number) {
    const keyed = added.map((row, index) => ({ ...row, key: nextKey + index }));
    setNextKey(nextKey + keyed.length);
    setFocusKey(keyed.at(-1)?.key ?? null);
    setRows((current) => [
      ...current.filter((row) =>
        row.key === inPlaceOf ? !isBlank(row) : added.length === 1 || !isBlank(row),
      ),
      ...keyed,
    ]);
  }
  function change(key: number, changed: Partial<PersonRow>) {
    setRows((current) => current.map((row) => (row.key === key ? { ...row, ...changed } : row)));
  }
  function remove(key: number) {
    const index = rows.findIndex((row) => row.key === key);
    setFocusKey((rows[index + 1] ?? rows[index - 1])?.key ?? null);
    setRows((current) => current.filter((row) => row.key !== key));
  }
  return { rows, add, change, remove, focusKey };
}
