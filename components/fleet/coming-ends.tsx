import { dayText } from '@/lib/days';
import type { listComingEnds } from '@/lib/fleet/list-coming-ends';
import { shapeLabels, shapes } from '@/lib/requests/request';
import { Disclosure } from '../ui/page/disclosure';

type Week = Awaited<ReturnType<(typeof listComingEnds)['run']>>['weeks'][number];

/** A bar for each week; the height is what a panel spares without pushing the list from the screen. */
const height = 96;
const bar = 44;
const step = 68;
const left = 12;
const below = 18;
const above = 14;

/** Told apart by lightness too, for eyes that do not tell the colours. */
const fills = { blank: 'fill-muted', seeded: 'fill-info', snapshot: 'fill-warning' } as const;
const grounds = { blank: 'bg-muted', seeded: 'bg-info', snapshot: 'bg-warning' } as const;

const totalOf = (week: Week) => shapes.reduce((sum, shape) => sum + week[shape], 0);

/** How many sandboxes end in each of the coming weeks, stacked by class. The same stands below as a table. */
export function ComingEnds({ weeks }: { weeks: readonly Week[] }) {
  const most = Math.max(1, ...weeks.map(totalOf));
  const total = weeks.reduce((sum, week) => sum + totalOf(week), 0);
  const sentence = `${total === 0 ? 'No' : total.toLocaleString('en')} ${total < 2 ? 'sandbox ends' : 'sandboxes end'} in the coming ${weeks.length} weeks.`;
  if (total === 0) return <p className="px-4 py-3 text-sm text-muted">{sentence}</p>;
  return (
    <figure>
      <div className="overflow-x-auto px-4 pt-3" aria-hidden="true">
        <svg
          viewBox={`0 0 ${left + weeks.length * step} ${above + height + below}`}
          width={left + weeks.length * step}
          height={above + height + below}
          className="block"
        >
          <title>{sentence}</title>
          {weeks.map((week, at) => (
            <Bar key={week.monday} week={week} x={left + at * step} scale={height / most} />
          ))}
        </svg>
      </div>
      <figcaption className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 text-xs text-muted">
        <span>{sentence}</span>
        {shapes.map((shape) => (
          <span key={shape} className="inline-flex items-center gap-1.5">
            <span aria-hidden="true" className={`size-2.5 rounded-sm ${grounds[shape]}`} />
            {shapeLabels[shape].title}
          </span>
        ))}
      </figcaption>
      <Disclosure summary="The same as a table">
        <EndsTable weeks={weeks} />
      </Disclosure>
    </figure>
  );
}

function Bar({ week, x, scale }: { week: Week; x: number; scale: number }) {
  let top = above + height;
  const total = totalOf(week);
  const parts = shapes.map((shape) => {
    const tall = week[shape] * scale;
    top -= tall;
    return <rect key={shape} x={x} y={top} width={bar} height={tall} className={fills[shape]} />;
  });
  return (
    <g>
      {parts}
      <text x={x + bar / 2} y={top - 3} textAnchor="middle" className="fill-ink text-[11px]">
        {total.toLocaleString('en')}
      </text>
      <text x={x + bar / 2} y={above + height + 13} textAnchor="middle" className="fill-muted text-[10px]">
        {dayText(new Date(week.monday)).replace(/ \d{4}$/, '')}
      </text>
    </g>
  );
}

function EndsTable({ weeks }: { weeks: readonly Week[] }) {
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">What ends in the coming weeks</caption>
      <thead>
        <tr className="border-b border-line text-start text-xs text-muted">
          <th scope="col" className="py-1 text-start font-medium">
            Week of
          </th>
          {shapes.map((shape) => (
            <th key={shape} scope="col" className="py-1 text-end font-medium">
              {shapeLabels[shape].title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week.monday}>
            <th scope="row" className="py-1 text-start font-normal">
              {dayText(new Date(week.monday))}
            </th>
            {shapes.map((shape) => (
              <td key={shape} className="py-1 text-end">
                {week[shape].toLocaleString('en')}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
