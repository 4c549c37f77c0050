import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import { tableKey } from '../../../plan-format/table-key';
import type { Catalogue, CatalogueTable } from '../../catalogue/catalogue';
import { rootOf } from '../../masks/compile/plan-entry';
import { PlanRefused, type RefusalCode } from '../../plan-check/refusal';
import { ProvisioningError } from '../../provisioning-error';

/** Rules that rows can break, by SQLSTATE: what the plan is refused for where its own masks are the reason. */
const broken: Readonly<Record<string, RefusalCode>> = {
  '23514': 'check_broken',
  '23505': 'uniqueness_lost',
  '23P01': 'exclusion_unproven',
  '23502': 'not_null_lost',
  '23503': 'reference_torn',
};

/**
 * Says who is to blame where the target refuses rows that the source holds: the plan, by name of its masks, where it masks
 * what the rule is about or what the rule may read; and nobody else's rows. Anything else comes back as it was. The words
 * hold names alone, never a value.
 */
export function nameBrokenRule(thrown: unknown, plan: ScrubPlan, catalogue: Catalogue): unknown {
  if (!(thrown instanceof ProvisioningError) || thrown.code !== 'data_invalid') return thrown;
  const code = broken[thrown.sqlstate ?? ''];
  const [schema, name, rule] = ['schema', 'table', 'constraint'].map((field) => textOf(thrown.cause, field));
  const table = catalogue.tables.find(({ key }) => key === tableKey(schema ?? '', name ?? ''));
  if (!code) return thrown;
  const masked = table ? maskedColumns(table, rule, textOf(thrown.cause, 'column'), plan, catalogue) : [];
  const [first] = masked;
  const place = table?.key ?? (schema === undefined ? 'The copy' : tableKey(schema, name ?? ''));
  const what = rule === undefined ? 'a rule' : `"${rule}"`;
  if (first)
    return refuse(code, place, rule, first.name, {
      why: `${place}: ${what} does not hold for the masked rows; ${masked.map((each) => `"${each.name}" is masked by ${each.mask}`).join(', ')}.`,
      help: 'Choose another mask for it, or keep it with a reason.',
    });
  if (code !== 'check_broken' || !changesRows(plan)) return thrown;
  return refuse(code, place, rule, undefined, {
    why: `${place}: the check ${what} does not hold for the rows of the copy. The plan masks none of its own columns, so it reads other rows, which the plan masks or leaves out.`,
    help: 'Mask alike what it compares, by a link in the plan, or keep what it reads.',
  });
}

function refuse(
  code: RefusalCode,
  table: string,
  constraint: string | undefined,
  column: string | undefined,
  { why, help }: { why: string; help: string },
): PlanRefused {
  const names = {
    ...(column === undefined ? {} : { column }),
    ...(constraint === undefined ? {} : { constraint }),
  };
  return new PlanRefused([{ code, table, ...names, message: `${why} ${help}` }]);
}

/** The columns of a rule, or of a row that found no place, that the plan masks. */
function maskedColumns(
  table: CatalogueTable,
  rule: string | undefined,
  column: string | undefined,
  plan: ScrubPlan,
  catalogue: Catalogue,
): { name: string; mask: string }[] {
  const root = rootOf(table, catalogue);
  const named = (found: { name: string }) => found.name === rule;
  const about = [
    ...(column === undefined ? [] : [column]),
    ...[table, root].flatMap((each) => [
      ...each.checks.filter(named).flatMap(({ columns }) => columns),
      ...each.uniqueKeys.filter(named).flatMap(({ mentions }) => mentions),
      ...each.foreignKeys.filter(named).flatMap(({ columns }) => columns),
    ]),
  ];
  const entry = plan.tables[root.key];
  return [...new Set(about)].flatMap((name) => {
    const mask = entry?.columns[name]?.mask?.name ?? 'keep';
    return mask === 'keep' ? [] : [{ name, mask }];
  });
}

/** Whether the copy's rows differ from the source's in any way. */
const changesRows = ({ tenant, tables }: ScrubPlan) =>
  tenant !== undefined ||
  Object.values(tables).some(
    ({ rowFilter, columns }) =>
      rowFilter !== undefined || Object.values(columns).some(({ mask }) => mask?.name !== 'keep'),
  );

function textOf(thrown: unknown, field: string): string | undefined {
  const value: unknown = thrown instanceof Error ? Reflect.get(thrown, field) : undefined;
  return typeof value === 'string' ? value : undefined;
}
