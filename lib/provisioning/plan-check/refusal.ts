import type { ScrubPlan } from '../../plan-format/scrub-plan';
/**
 * Why a plan cannot be carried out on a source. Each refusal names the place, so that a person can go there; the
 * message holds no raw value.
 */
export const refusalCodes = [
  'other_source',
  'schema_missing',
  'schema_appeared',
  'structure_changed',
  'table_missing',
  'table_appeared',
  'column_missing',
  'column_appeared',
  'type_changed',
  'unclassified',
  'mask_missing',
  'mask_unknown',
  'mask_unsupported',
  'not_null_lost',
  'uniqueness_lost',
  'check_broken',
  'exclusion_unproven',
  'tie_torn',
  'link_unknown',
  'kept_without_reason',
  'values_elsewhere',
  'words_elsewhere',
  'elsewhere_unknown',
  'key_is_data',
  'documents_kept_whole',
  'structure_open',
  'row_filter_broken',
  'rows_hidden',
  'tenant_key_broken',
  'scope_missing',
  'scope_changed',
  'scope_unfit',
  'paths_disagree',
  'reference_torn',
  'reference_outside',
  'rows_ownerless',
  'large_object',
  'value_too_wide',
  'extension_needed',
  'extension_missing',
  'right_missing',
  'standby_unfit',
  'outside_dependency',
  'not_copied',
  'uncounted',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export interface Refusal {
  code: RefusalCode;
  /** `schema.table`, or the schema's or source's name where no table is meant. */
  table: string;
  column?: string;
  constraint?: string;
  /** A sentence that stands alone. */
  message: string;
  /** For operators alone, such as the statement that grants a right to a role. */
  aside?: string;
}

/** Thrown where a plan that was not checked, or was refused, is put to work all the same. */
export class PlanRefused extends Error {
  constructor(readonly refusals: Refusal[]) {
    super(refusals.map((refusal) => refusal.message).join('\n'));
    this.name = 'PlanRefused';
  }
}

/** A plan speaks of one database: the refusal where another one names itself `found` (readSourceName); null where it is that. */
export function otherSource(plan: ScrubPlan, found: string): Refusal | null {
  const { server } = plan.source;
  if (found === server) return null;
  const message = `The plan was made for ${server}, not for ${found}.`;
  return { code: 'other_source', table: server, message };
}
