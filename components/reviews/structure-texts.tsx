import { Badge } from '../ui/data/badge';
import { Panel } from '../ui/page/panel';
import type { ReviewPlan } from './review-detail';

/** More than this is read in the exported file. */
const shownTexts = 200;

/** Comments and other texts of the structure that leave with it, each with who let it and why. */
export function StructureTexts({
  structure: { leaving, leftBehind },
}: {
  structure: ReviewPlan['structure'];
}) {
  const comments = `${leftBehind.toLocaleString('en')} ${leftBehind === 1 ? 'comment stays' : 'comments stay'} behind.`;
  return (
    <Panel id="texts" title="Texts in the structure" aside={leaving.length} flush>
      <p className="border-b border-line px-4 py-2 text-xs text-muted">
        {leaving.length === 0 && 'Nothing that looks like somebody’s data or reads like a sentence leaves. '}
        {comments}
      </p>
      <ul className="divide-y divide-line">
        {leaving.slice(0, shownTexts).map(({ place, decision, found, shapes, reason, decidedBy }) => (
          <li key={place} className="flex flex-wrap items-baseline gap-x-2 px-4 py-2 text-sm">
            <Badge tone={decision === 'keep' ? 'warning' : 'danger'}>
              {decision === 'keep' ? 'Kept' : 'Open'}
            </Badge>
            <span className="[overflow-wrap:anywhere]">{place}</span>
            <span className="text-muted">
              looks like {found.join(', ')}: <span className="font-mono text-xs">{shapes.join(', ')}</span>
              {reason && ` “${reason}”${decidedBy ? `, ${decidedBy}` : ''}`}
            </span>
          </li>
        ))}
      </ul>
      {leaving.length > shownTexts && (
        <p className="border-t border-line px-4 py-2 text-sm text-muted">
          {(leaving.length - shownTexts).toLocaleString('en')} more stand in the exported file.
        </p>
      )}
    </Panel>
  );
}
