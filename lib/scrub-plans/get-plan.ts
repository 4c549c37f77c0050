import { z } from 'zod';
import { idInput } from '../command/id-input';
import { filter, pageNumber, searchText } from '../command/page';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import { databaseNow } from '../db/transaction';
import { notFound } from '../errors';
import { openGroups } from '../plan-format/decide/open-columns';
import { scrubPlan } from '../plan-format/scrub-plan';
import { findFailedProof } from './find-failed-proof';
import { classGroups, countGroups, planRefusal, planSamples } from './plan';
import { planRows } from './plan-rows';
import { isStale } from './reading/reading';
import { scopeRows } from './scopes/scope-rows';

/** Columns on a page of the editor: more than a list elsewhere, since people compare neighbours. */
const columnsPerPage = 100;
const shownVersions = 20;

/**
 * The latest version of a source's plan, a page of its columns by group, words or refusal, with their masked samples
 * and what the check against the source refused. Throws `not_found` for a source that does not exist; `plan` is null
 * for one that was never read.
 */
export const getPlan = defineQuery({
  name: 'scrub_plan.get',
  input: z.object({
    tenantId: idInput,
    page: pageNumber,
    group: filter(z.enum(classGroups)),
    only: filter(z.enum(['refused', 'proof', 'kept', 'person', 'undecided'])),
    text: searchText,
    /** Also names every column that the filters match, for a decision about all of them. */
    all: filter(z.literal('1')),
  }),
  allow: 'scrub_plan:read',
  run: async ({ input }) => {
    const tenant = await db().tenant.findUnique({
      where: { id: input.tenantId },
      select: {
        id: true,
        name: true,
        organization: { select: { name: true } },
        product: { select: { name: true } },
        readings: {
          orderBy: { createdAt: 'desc' },
          take: 1,
          select: { state: true, failure: true, createdAt: true, begunAt: true },
        },
        planVersions: {
          orderBy: { version: 'desc' },
          take: shownVersions,
          select: {
            id: true,
            version: true,
            note: true,
            createdAt: true,
            createdBy: { select: { name: true } },
          },
        },
      },
    });
    if (!tenant) throw notFound('source');
    const { readings, planVersions, ...source } = tenant;
    const [reading] = readings;
    const now = await databaseNow(db());
    const base = {
      source,
      reading: reading ? { ...reading, isStale: isStale(reading, now) } : null,
      history: planVersions,
    };
    const [latest] = planVersions;
    if (!latest) return { ...base, plan: null };
    return { ...base, plan: await readVersion(latest.id, tenant.id, input) };
  },
});

type Filters = {
  page: number;
  group?: string | undefined;
  only?: string | undefined;
  text?: string | undefined;
  all?: string | undefined;
};

async function readVersion(
  id: string,
  tenantId: string,
  { page, group, only, text, all: wantsAll }: Filters,
) {
  const version = await db().scrubPlanVersion.findUniqueOrThrow({ where: { id } });
  const document = scrubPlan.parse(version.document);
  const refusals = z.array(planRefusal).parse(version.refusals ?? []);
  const samples = planSamples.parse(version.samples ?? {});
  const refused = new Set(refusals.map(({ table, column }) => `${table}.${column}`));
  const proof = await findFailedProof(tenantId, document);
  const named = new Set(proof?.columns.map(({ table, column }) => `${table}.${column}`));
  const all = planRows(document);
  const rows = all.filter((row) => {
    const address = `${row.table}.${row.column}`;
    if (group && row.group !== group) return false;
    if (text && !`${address} ${row.class} ${row.mask?.name}`.toLowerCase().includes(text.toLowerCase()))
      return false;
    if (only === 'refused') return refused.has(address);
    if (only === 'proof') return named.has(address);
    if (only === 'kept') return row.isKept;
    if (only === 'person') return row.isKept && Boolean(row.decidedBy ?? row.reason);
    if (only === 'undecided') return !row.decidedBy;
    return true;
  });
  const from = (page - 1) * columnsPerPage;
  return {
    version: version.version,
    hash: version.hash,
    checkedAt: version.checkedAt,
    checkFailure: version.checkFailure,
    refusals,
    warnings: z.array(planRefusal).parse(version.warnings ?? []),
    /** The last copy's proof, where that failed, and the columns that it names. */
    proof: proof && { ...proof, isOfThis: proof.plan === version.hash },
    structure: document.structure,
    scopes: scopeRows(document, refusals),
    counts: countGroups(all),
    open: openGroups(document),
    total: rows.length,
    page,
    pages: Math.max(1, Math.ceil(rows.length / columnsPerPage)),
    matching: wantsAll ? rows.map(({ table, column }) => ({ table, column })) : null,
    rows: rows.slice(from, from + columnsPerPage).map((row) => ({
      ...row,
      samples: samples[`${row.table}.${row.column}`] ?? [],
      refusals: refusals
        .filter((each) => each.table === row.table && each.column === row.column)
        .map((each) => each.message),
    })),
  };
}
