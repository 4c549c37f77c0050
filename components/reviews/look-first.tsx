import Link from 'next/link';
import { type Attention, type AttentionWhy, attentionLabels, attentionRows } from '@/lib/reviews/attention';
import type { MaskWords } from '@/lib/scrub-plans/masks/mask';
import { countText } from '../scrub-plans/editor/count-text';
import { Disclosure } from '../ui/page/disclosure';
import { Panel } from '../ui/page/panel';
import type { ReviewPlan, ReviewRow } from './review-detail';
import { ReviewTable } from './review-table';

/** Of each kind; the plan's own page has the others, page by page. */
const shownRows = 200;

type Props = { plan: ReviewPlan; tenantId: string; masks: readonly MaskWords[] };

/**
 * What a reviewer looks at before anything else: the columns that leave as they are, or nearly, by why that is, and the
 * way to what people decided beside columns. Where a plan was signed before, its unchanged columns are folded away.
 */
export function LookFirst({ plan, tenantId, masks }: Props) {
  const all = attentionRows(plan.rows, masks, plan.named);
  const isChanged = changedSince(plan.lastSigned);
  const isFresh = (row: ReviewRow, why: AttentionWhy) => why === 'named' || isChanged(row);
  const fresh = only(all, isFresh);
  const signed = only(all, (row, why) => !isFresh(row, why));
  const beside = besideColumns(plan);
  if (all.length === 0 && beside.length === 0) return null;
  return (
    <Panel title="Look here first" aside={countText(countOf(all))} flush>
      <p className="border-b border-line px-4 py-2 text-xs text-muted">
        What leaves as it is, or nearly, because a person decided so, because it is sensitive, or on a guess.
      </p>
      {beside.length > 0 && <Beside parts={beside} />}
      <Kinds kinds={fresh} tenantId={tenantId} masks={masks} />
      {signed.length > 0 && (
        <Disclosure summary={`Signed before and unchanged since: ${countText(countOf(signed))}`}>
          <div className="-mx-4 -mb-4 border-t border-line">
            <Kinds kinds={signed} tenantId={tenantId} masks={masks} />
          </div>
        </Disclosure>
      )}
    </Panel>
  );
}

function Kinds({
  kinds,
  tenantId,
  masks,
}: {
  kinds: readonly Attention<ReviewRow>[];
  tenantId: string;
  masks: Props['masks'];
}) {
  return kinds.map(({ why, rows }) => (
    <div key={why} className="border-b border-line last:border-b-0">
      <h3 className="flex items-baseline justify-between gap-3 bg-sunken px-4 py-1.5 text-sm font-medium">
        {attentionLabels[why]}
        <span className="text-xs font-normal text-muted">{countText(rows.length)}</span>
      </h3>
      <ReviewTable caption={attentionLabels[why]} rows={rows.slice(0, shownRows)} masks={masks} />
      {rows.length > shownRows && (
        <p className="border-t border-line px-4 py-2 text-sm text-muted">
          {(rows.length - shownRows).toLocaleString('en')} more stand on{' '}
          <Link
            href={`/plans/${tenantId}?${filters[why]}`}
            className="text-accent-ink underline underline-offset-2"
          >
            the plan’s own page
          </Link>
          .
        </p>
      )}
    </div>
  ));
}

/** By which filter of the plan's page each kind is found. */
const filters: Record<AttentionWhy, string> = {
  open: 'group=unclassified',
  named: 'only=proof',
  person: 'only=person',
  sensitive: 'only=kept',
  weak: '',
  guess: 'only=undecided',
};

function Beside({ parts }: { parts: readonly { anchor: string; text: string }[] }) {
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1 border-b border-line px-4 py-2 text-sm">
      <span className="text-muted">Decided beside columns:</span>
      {parts.map(({ anchor, text }) => (
        <a key={text} href={anchor} className="text-accent-ink underline underline-offset-2">
          {text}
        </a>
      ))}
    </p>
  );
}

/** What else of a plan people decided about, each with the part of the page that shows it. */
function besideColumns({ scopes, filters: conditions, links, structure }: ReviewPlan) {
  const decided = scopes?.tables.filter(({ decidedBy }) => decidedBy !== null).length ?? 0;
  const kept = structure.leaving.length;
  return [
    { anchor: '#rows', count: decided, one: 'table’s rows', many: 'tables’ rows' },
    { anchor: '#conditions', count: conditions.length, one: 'condition on rows', many: 'conditions on rows' },
    { anchor: '#conditions', count: links.length, one: 'link of columns', many: 'links of columns' },
    { anchor: '#texts', count: kept, one: 'text of the structure', many: 'texts of the structure' },
  ]
    .filter(({ count }) => count > 0)
    .map(({ anchor, count, one, many }) => ({
      anchor,
      text: `${count.toLocaleString('en')} ${count === 1 ? one : many}`,
    }));
}

/** Tells whether nobody signed a column in this form: all of them without a last plan, and what is open always. */
function changedSince(lastSigned: ReviewPlan['lastSigned']): (row: ReviewRow) => boolean {
  if (!lastSigned) return () => true;
  const changed = new Set(
    lastSigned.differences.map(({ place, column }) => (column === undefined ? place : `${place}.${column}`)),
  );
  return ({ group, table, column }) =>
    group === 'unclassified' || changed.has(table) || changed.has(`${table}.${column}`);
}

const only = (
  kinds: readonly Attention<ReviewRow>[],
  isShown: (row: ReviewRow, why: AttentionWhy) => boolean,
) =>
  kinds
    .map(({ why, rows }) => ({ why, rows: rows.filter((row) => isShown(row, why)) }))
    .filter(({ rows }) => rows.length > 0);

const countOf = (kinds: readonly Attention<ReviewRow>[]) =>
  kinds.reduce((sum, { rows }) => sum + rows.length, 0);
