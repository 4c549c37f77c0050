import Link from 'next/link';
import { rowsByTable, type TableOfRows } from '@/lib/reviews/attention';
import type { MaskWords } from '@/lib/scrub-plans/masks/mask';
import { classGroupLabels, classGroups } from '@/lib/scrub-plans/plan';
import { CheckWarnings } from '../scrub-plans/check-warnings';
import { DifferenceTable } from '../scrub-plans/difference-table';
import { scopeSummary } from '../scrub-plans/scopes/scope-summary';
import { ScopesTable } from '../scrub-plans/scopes/scopes-table';
import { Disclosure } from '../ui/page/disclosure';
import { Panel } from '../ui/page/panel';
import { LookFirst } from './look-first';
import { PlanConditions } from './plan-conditions';
import type { ReviewPlan, ReviewRow } from './review-detail';
import { ReviewTable } from './review-table';
import { StructureTexts } from './structure-texts';

/** A page stays readable and light up to here; the plan's own page goes on. */
const shownTables = 120;
const shownDifferences = 200;

type Props = { plan: ReviewPlan; tenantId: string; masks: readonly MaskWords[] };

/**
 * The plan as a reviewer reads it. A first one: what needs a look first, then every table. Where one was signed for this
 * source before, the difference is what is asked for: it stands first, then what of it needs a look, and everything else,
 * which was signed as it is, is folded away.
 */
export function PlanReview({ plan, tenantId, masks }: Props) {
  const { lastSigned } = plan;
  return (
    <div id="columns" className="mt-4 flex scroll-mt-4 flex-col gap-4">
      <CheckWarnings warnings={plan.warnings} />
      {lastSigned && <Difference lastSigned={lastSigned} />}
      <LookFirst plan={plan} tenantId={tenantId} masks={masks} />
      {plan.scopes && (
        <Panel id="rows" title="Rows that leave" aside={scopeSummary(plan.scopes.tables)} flush>
          <ScopesTable scopes={plan.scopes} />
        </Panel>
      )}
      <PlanConditions filters={plan.filters} links={plan.links} />
      <Panel title="Every column" aside={countText(plan.rows.length, 'column')} flush>
        <Counts counts={plan.counts} />
        {lastSigned ? (
          <Disclosure summary="Show all tables, changed or not">
            <div className="-mx-4 border-t border-line">
              <Tables rows={plan.rows} masks={masks} tenantId={tenantId} />
            </div>
          </Disclosure>
        ) : (
          <Tables rows={plan.rows} masks={masks} tenantId={tenantId} />
        )}
      </Panel>
      <StructureTexts structure={plan.structure} />
    </div>
  );
}

function Difference({ lastSigned }: { lastSigned: NonNullable<ReviewPlan['lastSigned']> }) {
  const { version, differences } = lastSigned;
  return (
    <Panel
      title={`Since version ${version}, which was signed last`}
      aside={countText(differences.length, 'difference')}
      flush
    >
      {differences.length > 0 ? (
        <DifferenceTable differences={differences.slice(0, shownDifferences)} />
      ) : (
        <p className="px-4 py-3 text-sm text-muted">
          Nothing that leaves has changed: every class, mask, reason, row filter and scope is the same.
        </p>
      )}
      {differences.length > shownDifferences && (
        <p className="border-t border-line px-4 py-2 text-sm text-muted">
          {countText(differences.length - shownDifferences, 'more difference')} stand in the tables below.
        </p>
      )}
    </Panel>
  );
}

function Counts({ counts }: { counts: ReviewPlan['counts'] }) {
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1 border-b border-line px-4 py-2 text-sm">
      {classGroups.map((group) => (
        <div key={group} className="flex items-baseline gap-1.5">
          <dt className="text-muted">{classGroupLabels[group]}</dt>
          <dd
            className={
              group === 'unclassified' && counts[group] > 0 ? 'font-semibold text-danger' : 'font-semibold'
            }
          >
            {counts[group].toLocaleString('en')}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Tables({ rows, masks, tenantId }: { rows: ReviewRow[]; masks: Props['masks']; tenantId: string }) {
  const tables = rowsByTable(rows);
  return (
    <>
      {tables.slice(0, shownTables).map((table) => (
        <Disclosure key={table.table} summary={<TableSummary {...table} />}>
          <div className="-mx-4 -mb-4">
            <ReviewTable caption={`Columns of ${table.table}`} rows={table.rows} masks={masks} />
          </div>
        </Disclosure>
      ))}
      {tables.length > shownTables && (
        <Rest
          count={tables.slice(shownTables).reduce((sum, { rows: own }) => sum + own.length, 0)}
          tenantId={tenantId}
        />
      )}
    </>
  );
}

function TableSummary({ table, rows, masked, unclassified }: TableOfRows<ReviewRow>) {
  return (
    <span className="flex min-w-0 flex-wrap items-baseline gap-x-3">
      <span className="[overflow-wrap:anywhere]">{table}</span>
      <span className="text-xs font-normal text-muted">
        {masked} of {countText(rows.length, 'column')} masked
        {unclassified > 0 && <span className="font-medium text-danger">, {unclassified} unclassified</span>}
        {countsOf(rows).map(([group, count]) => `, ${count} ${groupWords[group][count === 1 ? 0 : 1]}`)}
      </span>
    </span>
  );
}

/** How many columns of a table each class that matters to a reviewer has. */
function countsOf(rows: readonly ReviewRow[]): [(typeof telling)[number], number][] {
  return telling
    .map((group): [typeof group, number] => [group, rows.filter((row) => row.group === group).length])
    .filter(([, count]) => count > 0);
}

const telling = ['direct', 'secret', 'wire', 'quasi'] as const;
/** One of them, and several. */
const groupWords: Record<(typeof telling)[number], readonly [string, string]> = {
  direct: ['identifies directly', 'identify directly'],
  secret: ['secret', 'secrets'],
  wire: ['live wire', 'live wires'],
  quasi: ['quasi-identifier', 'quasi-identifiers'],
};

function Rest({ count, tenantId }: { count: number; tenantId: string }) {
  return (
    <p className="border-t border-line px-4 py-2 text-sm text-muted">
      {countText(count, 'more column')} stand on{' '}
      <Link href={`/plans/${tenantId}`} className="text-accent-ink underline underline-offset-2">
        the plan’s own page
      </Link>
      .
    </p>
  );
}

function countText(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
