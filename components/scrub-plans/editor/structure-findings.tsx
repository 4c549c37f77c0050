import { decideStructureAction } from '@/app/(desk)/plans/[tenantId]/actions';
import { SubmitButton } from '../../ui/actions/submit-button';
import { Badge } from '../../ui/data/badge';
import { ActionDisclosure } from '../../ui/form/action-disclosure';
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

/** Texts in the structure, the open ones first, then those that leave, then comments that stay, each with its decision. */
export function StructureFindings({
  tenantId,
  version,
  structure,
  idempotencyKey,
}: {
  tenantId: string;
  version: number;
  structure: PlanVersion['structure'];
  idempotencyKey: string;
}) {
  const findings = Object.entries(structure)
    .map(([place, finding]) => ({ place, ...finding }))
    .sort((a, b) => rank[a.decision] - rank[b.decision]);
  return (
    <>
      {findings.slice(0, shownFindings).map((finding, index) => (
        <ActionDisclosure
          key={finding.place}
          group="structure"
          summary={
            <span className="flex min-w-0 items-center gap-2">
              <Badge tone={decisions[finding.decision].tone}>{decisions[finding.decision].label}</Badge>
              <span className="truncate font-normal" title={finding.place}>
                {finding.place}
              </span>
            </span>
          }
          action={decideStructureAction}
          hidden={{ tenantId, version, place: finding.place }}
          idempotencyKey={`${idempotencyKey}:${version}:structure:${index}`}
        >
          <p className="text-sm text-muted [overflow-wrap:anywhere]">
            {finding.place} looks like {finding.found.join(', ')}:{' '}
            <span className="font-mono text-xs">{finding.shapes.join(', ')}</span>
            {finding.decidedBy && ` Decided by ${finding.decidedBy}: “${finding.reason}”`}
          </p>
          <TextField name="reason" label="Reason" maxLength={500} />
          <div className="flex gap-2">
            {finding.place.startsWith('comment on') && (
              <SubmitButton name="decision" value="drop">
                Leave it out
              </SubmitButton>
            )}
            <SubmitButton name="decision" value="keep" variant="secondary">
              Keep it
            </SubmitButton>
          </div>
        </ActionDisclosure>
      ))}
      {findings.length > shownFindings && (
        <p className="px-4 py-2.5 text-sm text-muted">
          {(findings.length - shownFindings).toLocaleString('en')} more stand in the exported file.
        </p>
      )}
    </>
  );
}
