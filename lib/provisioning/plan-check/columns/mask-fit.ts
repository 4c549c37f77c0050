import type { MaskSpec, PlanTable, ScrubPlan } from '../../../plan-format/scrub-plan';
import type { Catalogue, CatalogueTable, UniqueKey } from '../../catalogue/catalogue';
import { maskColumn, maskContext } from '../../masks/compile/mask-columns';
import type { TieGroups } from '../../masks/compile/tie-groups';
import type { MaskColumn, MaskContext, Verdict } from '../../masks/mask';
import { findMask } from '../../masks/registry';
import { plannedTables } from '../drift';
import type { Refusal, RefusalCode } from '../refusal';

/** Whether masks fit their columns, and whether unique keys and exclusion constraints outlive them. */

interface Site {
  table: CatalogueTable;
  entry: PlanTable;
  ties: TieGroups;
  context: MaskContext;
}

const kept: MaskSpec = { name: 'keep' };

function specOf(site: Site, column: string): MaskSpec {
  return site.entry.columns[column]?.mask ?? kept;
}

function injective(site: Site, name: string, change: Partial<MaskColumn> = {}): Verdict {
  const column = { ...maskColumn(site.table, name, site.ties), ...change, unique: true };
  return site.context.verdict(specOf(site, name), column);
}

function refusal(
  site: Site,
  code: RefusalCode,
  column: string,
  message: string,
  constraint?: string,
): Refusal {
  const place = `${site.table.key}, column "${column}"`;
  return {
    code,
    table: site.table.key,
    column,
    message: `${place}: ${message}.`,
    ...(constraint && { constraint }),
  };
}

function columnRefusals(site: Site): Refusal[] {
  return site.table.columns
    .filter((column) => column.generated === '' && findMask(specOf(site, column.name).name))
    .flatMap((column) => {
      const spec = specOf(site, column.name);
      const raw = maskColumn(site.table, column.name, site.ties);
      const plain = site.context.verdict(spec, { ...raw, unique: false });
      if (plain !== true) {
        const code = raw.notNull && spec.name === 'null' ? 'not_null_lost' : 'mask_unsupported';
        return [refusal(site, code, column.name, `the mask ${spec.name} does not fit: ${plain}`)];
      }
      const whole = site.context.verdict(spec, raw);
      if (whole === true) return [];
      const shared =
        site.ties.of(raw.tie).members.length > 1
          ? ` (tied with ${site.ties.of(raw.tie).members.length - 1} more)`
          : '';
      return [
        refusal(
          site,
          'uniqueness_lost',
          column.name,
          `it has to stay unique${shared} and the mask ${spec.name} cannot promise that: ${whole}`,
        ),
      ];
    });
}

/** `lower(mail)` over a mask that writes lower case stays unique; of other expressions nothing can be said. */
function foldsOnly(key: UniqueKey): boolean {
  return key.keys.every((part) => /^(?:(?:lower|upper)\(\(?[\w"]+\)?(?:::[\w" ]+)?\)|[\w"]+)$/.test(part));
}

function testsOnlyNull(predicate: string, column: string): boolean {
  const name = `"?${column.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}"?`;
  const rest = predicate.replace(new RegExp(`${name} IS (?:NOT )?NULL`, 'g'), '');
  return !new RegExp(`(?<![\\w"])${name}(?![\\w"])`).test(rest);
}

function keyRefusals(site: Site, key: UniqueKey): Refusal[] {
  const masked = key.mentions.filter((name) => specOf(site, name).name !== 'keep');
  const found: Refusal[] = [];
  if (key.columns.length === 0 && masked[0] !== undefined && !foldsOnly(key))
    found.push(
      refusal(
        site,
        'uniqueness_lost',
        masked[0],
        `the unique index ${key.name} is over an expression, of which no mask can promise anything`,
        key.name,
      ),
    );
  for (const name of masked) {
    if (key.predicate !== null && !testsOnlyNull(key.predicate, name))
      found.push(
        refusal(
          site,
          'uniqueness_lost',
          name,
          `the predicate of the unique index ${key.name} reads it, so masking changes which rows must be unique`,
          key.name,
        ),
      );
    if (key.nullsEqual && specOf(site, name).name === 'null')
      found.push(
        refusal(
          site,
          'uniqueness_lost',
          name,
          `the unique index ${key.name} counts NULLs as equal`,
          key.name,
        ),
      );
  }
  return found;
}

function movesWith(site: Site, name: string, others: string[]): boolean {
  const spec = specOf(site, name);
  const inner = spec.name === 'range' ? spec.bound : spec;
  if (typeof inner !== 'object' || inner === null || !('name' in inner) || inner.name !== 'date_shift')
    return false;
  const subject = 'subject' in inner ? inner.subject : undefined;
  return subject === undefined || (typeof subject === 'string' && others.includes(subject));
}

function exclusionRefusals(site: Site): Refusal[] {
  return site.table.checks
    .filter((check) => check.kind === 'exclusion')
    .flatMap((check) =>
      check.columns
        .filter((name) => specOf(site, name).name !== 'keep')
        .filter((name) => !movesWith(site, name, check.columns))
        .filter((name) => !(/ WITH =/.test(check.definition) && injective(site, name) === true))
        .map((name) =>
          refusal(
            site,
            'exclusion_unproven',
            name,
            `the mask ${specOf(site, name).name} may make rows collide under the exclusion constraint ${check.name}`,
            check.name,
          ),
        ),
    );
}

/** Every column whose mask does not fit it or breaks a key. Asked of what the catalogue says, without any row. */
export function findMisfits(plan: ScrubPlan, catalogue: Catalogue, ties: TieGroups): Refusal[] {
  return plannedTables(catalogue).flatMap((table) => {
    const entry = plan.tables[table.key];
    if (!entry) return [];
    const site: Site = { table, entry, ties, context: maskContext(table, ties, catalogue.serverVersion) };
    return [
      ...columnRefusals(site),
      ...table.uniqueKeys.flatMap((key) => keyRefusals(site, key)),
      ...exclusionRefusals(site),
    ];
  });
}
