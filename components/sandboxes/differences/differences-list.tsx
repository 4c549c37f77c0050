import Link from 'next/link';
import type { getDifferences } from '@/lib/sandboxes/differences/get-differences';
import { configurationLabels, featureLabels, labelled } from '../../requests/form/labels';
import { DefinitionList, type Fact } from '../../ui/data/definition-list';
import { Disclosure } from '../../ui/page/disclosure';

export type Differences = Awaited<ReturnType<(typeof getDifferences)['run']>>;

/** What of a sandbox is otherwise than in production, each line from what was copied, proven and set. */
export function DifferencesList({ differences }: { differences: Differences }) {
  const { proof, clonedFrom, features, limits, configuration, notConfigured } = differences;
  const facts: Fact[] = [
    ...(clonedFrom ? [{ term: 'Cloned', value: cloned(clonedFrom) }] : []),
    { term: 'Rows', value: rows(differences) },
    {
      term: 'Configuration',
      value: [
        configuration.length > 0
          ? `${labelled(configurationLabels, configuration)} as in production.`
          : 'None of production’s.',
        notConfigured.length > 0 ? `Not copied: ${labelled(configurationLabels, notConfigured)}.` : '',
      ].join(' '),
    },
    ...(proof ? [{ term: 'Masked', value: <Masked href={proof.href} masked={proof.masked} /> }] : []),
    ...(proof ? [{ term: 'Left behind', value: leftBehind(proof) }] : []),
    {
      term: 'Feature flags',
      value:
        features.length > 0
          ? `${labelled(featureLabels, features)}, on ahead of production.`
          : 'No early feature is switched on for it.',
    },
    {
      term: 'Limits',
      value: `${limits.connections} connections to its database, ${spaced(limits.temp_file_limit)} of temporary files in each, ${spaced(limits.statement_timeout)} for a statement; ${limits.callsPerMinute.toLocaleString('en')} calls a minute at each web server.`,
    },
    { term: 'Promises', value: 'No service level is promised for it. It is not billed, and takes no seat.' },
  ];
  return <DefinitionList facts={facts} />;
}

function cloned({ slug, moment }: NonNullable<Differences['clonedFrom']>): string {
  return moment === 'now'
    ? `Its rows are those that ${slug} had then, with all that had been written there. The lines below describe ${slug} as it was delivered.`
    : `Its rows are those that ${slug} was delivered with. The lines below describe that delivery.`;
}

/** A setting of PostgreSQL as people write amounts: `256MB` as `256 MB`. */
const spaced = (amount: string) => amount.replace(/(?<=\d)(?=[a-z])/i, ' ');

const few = 6;

/** Names in a sentence; beyond some, how many more. */
function named(names: readonly string[]): string {
  const more = names.length - few;
  return `${names.slice(0, few).join(', ')}${more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}`;
}

function rows({ shape, seedSet, referenceTables, configuration, proof }: Differences): string {
  const alike =
    referenceTables.length > 0
      ? `Tables that every tenant has alike are as in production: ${named(referenceTables)}.`
      : '';
  if (shape === 'blank')
    return `${alike} ${configuration.length > 0 ? 'But for its configuration, every' : 'Every'} other table began empty.`.trim();
  if (shape === 'seeded')
    return `${alike} The others hold ${seedSet ? `${seedSet.rows.toLocaleString('en')} invented rows of ${seedSet.title}, version ${seedSet.version}` : 'invented rows'}; none of the tenant’s own came along.`.trim();
  if (!proof) return 'A scrubbed copy of the tenant’s rows; its proof tells more once it is in use.';
  return [
    'A scrubbed copy of the tenant’s rows as they were when it was made.',
    proof.empty.length > 0 ? `No row came along of ${named(proof.empty)}.` : '',
    proof.inPart.length > 0 ? `A part of the rows came along of ${named(proof.inPart)}.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function leftBehind({ leftBehind: objects, comments }: NonNullable<Differences['proof']>): string {
  const parts = [
    objects.length > 0 ? named(objects) : '',
    comments > 0
      ? `${comments.toLocaleString('en')} ${comments === 1 ? 'comment' : 'comments'} on its structure`
      : '',
  ].filter(Boolean);
  return parts.length > 0 ? `${parts.join('; ')}.` : 'Nothing of the structure.';
}

function Masked({ href, masked }: { href: string; masked: NonNullable<Differences['proof']>['masked'] }) {
  const columns = masked.reduce((sum, each) => sum + each.masked, 0);
  return (
    <>
      {columns.toLocaleString('en')} columns in {masked.length.toLocaleString('en')} tables;{' '}
      <Link href={href} className="text-accent-ink underline underline-offset-2">
        the certificate
      </Link>{' '}
      says how each.
      {masked.length > 0 && (
        <Disclosure summary="By table">
          <ul className="px-4 pb-2 text-xs">
            {masked.map(({ table, masked: count, columns: all }) => (
              <li key={table}>
                <span className="font-mono break-all">{table}</span>: {count} of {all}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  );
}
