import type { listProducts } from '@/lib/products/list-products';
import { type Column, DataTable } from '../ui/data/data-table';
import { DefinitionList, type Fact } from '../ui/data/definition-list';
import { RelativeTime } from '../ui/data/relative-time';
import { EmptyState } from '../ui/feedback/empty-state';
import { Panel } from '../ui/page/panel';

type Product = Awaited<ReturnType<(typeof listProducts)['run']>>[number];
type SeedSet = Product['seedSets'][number];

const layouts = {
  schema: 'Each in a schema of its own',
  database: 'Each in a database of its own',
  rows: 'All in one schema, told apart by a key',
} as const;

const columns: readonly Column<SeedSet>[] = [
  { key: 'title', header: 'Seed set', cell: (set) => set.title },
  { key: 'name', header: 'Name', width: 'sm:w-36', cell: (set) => `${set.name} v${set.version}` },
  { key: 'rows', header: 'Rows', width: 'sm:w-24', align: 'end', cell: (set) => number(set.rows) },
  {
    key: 'sandboxes',
    header: 'Sandboxes',
    width: 'sm:w-28',
    align: 'end',
    cell: (set) => number(set.sandboxes),
  },
  {
    key: 'imported',
    header: 'Imported',
    width: 'sm:w-32',
    align: 'end',
    cell: (set) => <RelativeTime at={set.createdAt} />,
  },
];

/** A product as it was registered, what hangs on it, and its seed sets. */
export function ProductPanel({ product }: { product: Product }) {
  return (
    <Panel title={product.name} flush>
      <DefinitionList facts={factsOf(product)} />
      {product.seedSets.length > 0 ? (
        <DataTable
          caption={`Seed sets of ${product.name}`}
          columns={columns}
          rows={product.seedSets}
          rowKey={(set) => set.id}
        />
      ) : (
        <EmptyState title="No seed set">Its sandboxes begin blank or with a copy of production.</EmptyState>
      )}
    </Panel>
  );
}

function factsOf({ slug, definition, tenants, sandboxes }: Product): Fact[] {
  const registered: Fact[] = definition
    ? [
        { term: 'Tenants lie', value: layouts[definition.layout] },
        { term: 'Records', value: Object.keys(definition.records).sort().join(', ') || 'None' },
        {
          term: 'Reference tables',
          value: definition.referenceTables.length > 0 ? definition.referenceTables.join(', ') : 'None',
        },
        {
          term: 'Smoke test',
          value: definition.smoke ? `Writes to ${definition.smoke.table}` : 'Only reads',
        },
      ]
    : [{ term: 'Registered', value: 'In a form that this release cannot read; register it again' }];
  return [
    { term: 'Name', value: <span className="font-mono text-xs">{slug}</span> },
    { term: 'Tenants', value: number(tenants) },
    { term: 'Sandboxes', value: number(sandboxes) },
    ...registered,
  ];
}

const number = (count: number) => count.toLocaleString('en');
