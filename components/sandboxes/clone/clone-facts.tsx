import { momentText } from '@/lib/days';
import type { getCloneTerms } from '@/lib/requests/clone/get-clone-terms';
import { shapeLabels } from '@/lib/requests/request';
import { formatElapsed } from '../../ui/data/amount';
import { DefinitionList } from '../../ui/data/definition-list';

export type CloneTerms = Awaited<ReturnType<(typeof getCloneTerms)['run']>>;

/** What a clone takes over and never widens, who agrees to it, and how long it takes. */
export function CloneFacts({ terms }: { terms: CloneTerms }) {
  const { shape, people, endsAt, expected } = terms;
  const who =
    people === 1
      ? 'The one person or service account that gets'
      : `The ${people} people and service accounts that get`;
  return (
    <DefinitionList
      facts={[
        {
          term: 'Takes over',
          value: `${shapeLabels[shape].title}, with its configuration and early features.`,
        },
        {
          term: 'Gets in',
          value: `${who} into ${terms.slug}. Whoever is removed there before the clone is made does not get in.`,
        },
        { term: 'Ends', value: `No later than ${terms.slug}, on ${momentText(endsAt)}.` },
        {
          term: 'Own',
          value:
            'Its name, its API keys, its database and its role; it can be reset to what it was cloned as.',
        },
        { term: 'Agree', value: terms.agreedBy },
        {
          term: 'Takes',
          value: expected.whole
            ? `About ${formatElapsed(expected.whole.ms)}, going by the last copies of databases here.`
            : 'Not known: no database was copied here yet that this could be told from.',
        },
      ]}
    />
  );
}
