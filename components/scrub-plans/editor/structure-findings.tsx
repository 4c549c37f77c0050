import { SubmitButton } from '../../ui/actions/submit-button';
import { Badge } from '../../ui/data/badge';
import { ActionDisclosure } from '../../ui/form/action-disclosure';
import type { FormAction } from '../../ui/form/action-form';
import { TextField } from '../../ui/form/text-field';
import type { PlanVersion } from './plan-detail';

/** Whoever wants to keep more comments than these edits the exported file. */
const shownFindings = 60;

const decisions = {
  open: { tone: 'danger', label: 'Open' },
  drop: { tone: 'success', label: 'Left out' },
  keep: { tone: 'warning', label: 'Kept' },
} as const;

const rank = { open: 0, keep: 1, drop: 2 };

type Finding = PlanVersion['structure'][string] & { place: string };
type Form = { tenantId: string; version: number; idempotencyKey: string };

/** Texts in the structure and extensions, the open ones first, then those that leave, each with its decision; what stays is folded. */
export function StructureFindings({
  structure,
  decideStructureAction,
  ...form
}: Form & { structure: PlanVersion['structure']; decideStructureAction: FormAction }) {
  const findings = Object.entries(structure)
    .map(([place, finding]) => ({ place, ...finding }))
    .sort((a, b) => rank[a.decision] - rank[b.decision] || a.place.localeCompare(b.place));
  const shown = findings.slice(0, shownFindings);
  const entry = (finding: Finding) => (
    <StructureFinding
      decideStructureAction={decideStructureAction}
      key={finding.place}
      finding={finding}
      at={shown.indexOf(finding)}
      {...form}
    />
  );
  const leftOut = findings.filter(({ decision }) => decision === 'drop').length;
  return (
    <>
      {shown.filter(({ decision }) => decision !== 'drop').map(entry)}
      {leftOut > 0 && (
        <details className="border-b border-line last:border-b-0">
          <summary className="cursor-pointer px-4 py-2.5 text-sm font-medium hover:bg-hover focus-visible:-outline-offset-2">
            {leftOut === 1
              ? '1 comment or extension is left out'
              : `${leftOut.toLocaleString('en')} comments and extensions are left out`}
          </summary>
          {shown.filter(({ decision }) => decision === 'drop').map(entry)}
        </details>
      )}
      {findings.length > shownFindings && (
        <p className="px-4 py-2.5 text-sm text-muted">
          {(findings.length - shownFindings).toLocaleString('en')} more stand in the exported file.
        </p>
      )}
    </>
  );
}

/** One text with what was found in it, and the form for a decision about it. */
function StructureFinding({
  finding: { place, decision, found, shapes, decidedBy, reason },
  at,
  tenantId,
  version,
  idempotencyKey,
  decideStructureAction,
}: Form & { finding: Finding; at: number; decideStructureAction: FormAction }) {
  const isObject = /^(?:extension|cast) /.test(place);
  return (
    <ActionDisclosure
      group="structure"
      summary={
        <span className="flex min-w-0 items-center gap-2">
          <Badge tone={decisions[decision].tone}>{decisions[decision].label}</Badge>
          <span className="truncate font-normal" title={place}>
            {place}
          </span>
        </span>
      }
      action={decideStructureAction}
      hidden={{ tenantId, version, place }}
      idempotencyKey={`${idempotencyKey}:${version}:structure:${at}`}
    >
      <p className="text-sm text-muted [overflow-wrap:anywhere]">
        {isObject ? (
          'No object of the schemas needs it, but a function or the application may. It comes along unless it is left out.'
        ) : (
          <>
            {place} looks like {found.join(', ')}:{' '}
            <span className="font-mono text-xs">{shapes.join(', ')}</span>
          </>
        )}
        {decidedBy && ` Decided by ${decidedBy}: “${reason}”`}
      </p>
      <TextField name="reason" label="Reason" maxLength={500} />
      <div className="flex gap-2">
        {(place.startsWith('comment on ') || isObject) && (
          <SubmitButton name="decision" value="drop">
            Leave it out
          </SubmitButton>
        )}
        <SubmitButton name="decision" value="keep" variant="secondary">
          Keep it
        </SubmitButton>
      </div>
    </ActionDisclosure>
  );
}
