import Form from 'next/form';
import { type FleetColumn, fleetColumnNames, fleetColumns, fleetSorts } from '@/lib/fleet/fleet';
import { shapeLabels, shapes } from '@/lib/requests/request';
import { sandboxStateLabels, sandboxStates } from '@/lib/sandboxes/sandbox';
import { Button } from '../ui/actions/button';
import { FilterBar } from '../ui/data/filter-bar';
import { Disclosure } from '../ui/page/disclosure';

type Values = Record<string, string | undefined>;

const within = (days: number, word: string) => ({ value: String(days), label: `${word} ${days} days` });

/** Everything that a view of the fleet consists of, all of it in the address. */
export function FleetFilters({
  values,
  columns,
  products,
}: {
  values: Values;
  columns: readonly FleetColumn[];
  products: readonly { slug: string; name: string }[];
}) {
  const { columns: _columns, ...filters } = values;
  return (
    <>
      <FilterBar
        action="/fleet"
        values={filters}
        kept={{ columns: values.columns }}
        search={{ name: 'text', label: 'Search the fleet', placeholder: 'Name of a sandbox' }}
        texts={[{ name: 'organization', label: 'Customer' }]}
        selects={[
          {
            name: 'state',
            label: 'State',
            any: 'All that live',
            options: sandboxStates.map((state) => ({ value: state, label: sandboxStateLabels[state] })),
          },
          {
            name: 'shape',
            label: 'Data',
            any: 'Any data',
            options: shapes.map((shape) => ({ value: shape, label: shapeLabels[shape].title })),
          },
          {
            name: 'product',
            label: 'Product',
            any: 'Any product',
            options: products.map(({ slug, name }) => ({ value: slug, label: name })),
          },
          {
            name: 'unused',
            label: 'Not used',
            any: 'Used or not',
            options: [7, 30, 60, 90].map((days) => within(days, 'Not used for')),
          },
          {
            name: 'ends',
            label: 'Ends',
            any: 'Any end',
            options: [7, 14, 30, 90].map((days) => within(days, 'Ends within')),
          },
          {
            name: 'failed',
            label: 'Failures',
            any: 'Failed or not',
            options: [{ value: '1', label: 'Failed lately' }],
          },
          {
            name: 'sort',
            label: 'Sort',
            any: 'Ends first',
            options: Object.entries(fleetSorts)
              .filter(([value]) => value !== 'ends')
              .map(([value, label]) => ({ value, label })),
          },
        ]}
      />
      <Disclosure summary="Columns">
        <Form action="/fleet" scroll={false} className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
          {Object.entries(filters).map(
            ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
          )}
          {fleetColumnNames.map((name) => (
            <label key={name} className="inline-flex items-center gap-1.5">
              <input
                type="checkbox"
                name="columns"
                value={name}
                defaultChecked={columns.includes(name)}
                className="size-4 accent-accent"
              />
              {fleetColumns[name]}
            </label>
          ))}
          <Button type="submit" size="small">
            Show these
          </Button>
        </Form>
      </Disclosure>
    </>
  );
}
