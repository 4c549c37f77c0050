import { csvAnswer, toCsv } from '@/lib/command/http/csv';
import { toRoute } from '@/lib/command/http/to-route';
import { ruleLabels, stageLabels } from '@/lib/ends/stages/stage';
import { exportFleet } from '@/lib/fleet/export-fleet';
import { shapeLabels } from '@/lib/requests/request';
import { sandboxStateLabels } from '@/lib/sandboxes/sandbox';

/** What the filters of the fleet find, as a file. Its last line says so where there is more. */
export const GET = toRoute(exportFleet, {
  answer: ({ rows, isWhole, now }) => {
    const text = toCsv(
      [
        { header: 'Sandbox', cell: (row) => row.slug },
        { header: 'State', cell: (row) => sandboxStateLabels[row.state] },
        { header: 'Data', cell: (row) => shapeLabels[row.shape].title },
        { header: 'Customer', cell: (row) => row.organization },
        { header: 'Product', cell: (row) => row.product },
        { header: 'Asked for by', cell: (row) => row.requester },
        { header: 'Bytes', cell: (row) => row.bytes },
        { header: 'Last use', cell: (row) => row.lastSeenAt },
        { header: 'Last use by', cell: (row) => row.lastSignal },
        { header: 'Next', cell: (row) => row.nextStage && stageLabels[row.nextStage] },
        { header: 'Next on', cell: (row) => row.nextStageAt },
        { header: 'Next by', cell: (row) => row.nextStageBy && ruleLabels[row.nextStageBy] },
        { header: 'Ended', cell: (row) => row.endedAt },
        { header: 'Failures in 30 days', cell: (row) => row.failures },
        { header: 'Made', cell: (row) => row.createdAt },
      ],
      rows,
    );
    const rest = isWhole ? '' : '"There are more; narrow the filters."\r\n';
    return csvAnswer({ fileName: `fleet-${now.toISOString().slice(0, 10)}.csv`, text: text + rest });
  },
});
