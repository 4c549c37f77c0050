'use server';

import { toAction } from '@/lib/command/web/to-action';
import { readColumnKeys, readColumnList } from '@/lib/scrub-plans/column-key';
import { decideColumns } from '@/lib/scrub-plans/decide/decide-columns';
import { decideScopes } from '@/lib/scrub-plans/decide/decide-scopes';
import { decideStructure } from '@/lib/scrub-plans/decide/decide-structure';
import { undoVersion } from '@/lib/scrub-plans/decide/undo-version';
import { requestReading } from '@/lib/scrub-plans/reading/request-reading';
import { requestCheck } from '@/lib/scrub-plans/request-check';

export const requestReadingAction = toAction(requestReading);

/** Columns come ticked one by one (`columns[]`), in groups (`groups[]`), or as all that matched a filter (`matching`). */
export const decideColumnsAction = toAction(decideColumns, {
  read: ({ columns, groups, matching, ...values }) => ({
    ...values,
    columns: [
      ...(matching === undefined ? readColumnKeys([columns ?? []].flat()) : readColumnList(matching)),
      ...[groups ?? []].flat().flatMap(readColumnList),
    ],
  }),
});

export const decideScopesAction = toAction(decideScopes, {
  read: ({ tables, ...values }) => ({ ...values, tables: [tables ?? []].flat() }),
});

export const decideStructureAction = toAction(decideStructure);

export const requestCheckAction = toAction(requestCheck);

export const undoVersionAction = toAction(undoVersion);
