import Link from 'next/link';
import { DisableForm, type Person } from '@/components/people/disable-form';
import { EnableForm } from '@/components/people/enable-form';
import { LinkForm } from '@/components/people/link-form';
import { PersonStateDot } from '@/components/people/person-state';
import { DefinitionList, type Fact } from '@/components/ui/data/definition-list';
import { RelativeTime } from '@/components/ui/data/relative-time';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { requireActor } from '@/lib/access/session';
import { dayText } from '@/lib/days';
import { createUuid } from '@/lib/ids';
import { unreachableAfter } from '@/lib/notices/bounces/bounce';
import { getPerson } from '@/lib/people/get-person';
import { roleLabels, whyNotDisable } from '@/lib/people/person';
import { askForPage } from '../../ask-for-page';
import { disablePersonAction, enablePersonAction, linkAccountsAction } from '../actions';

export const metadata = { title: 'Person' };

/** One person, and what an administrator may do about their account. */
export default async function PersonPage({ params }: { params: Promise<{ personId: string }> }) {
  const actor = await requireActor();
  const person = await askForPage(getPerson, await params);
  return (
    <>
      <PageHeader title={<bdi>{person.name}</bdi>} meta={<PersonStateDot disabledAt={person.disabledAt} />} />
      <div className="flex flex-col gap-4">
        <Panel title="Account" flush>
          <DefinitionList facts={factsOf(person)} />
        </Panel>
        {person.disabledAt ? (
          <EnableForm
            enablePersonAction={enablePersonAction}
            personId={person.id}
            idempotencyKey={createUuid()}
          />
        ) : (
          <DisableForm
            disablePersonAction={disablePersonAction}
            person={person}
            whyNot={whyNotDisable(actor, person)}
            idempotencyKey={createUuid()}
          />
        )}
        <LinkForm
          linkAccountsAction={linkAccountsAction}
          personId={person.id}
          idempotencyKey={createUuid()}
        />
      </div>
    </>
  );
}

function factsOf(person: Person): Fact[] {
  const others = person.otherAccounts.map((other) => (
    <li key={other.id}>
      <Link href={`/people/${other.id}`}>{other.email}</Link>
    </li>
  ));
  return [
    { term: 'Mail address', value: person.email },
    ...(person.bouncedSince
      ? [{ term: 'Mails', value: bouncedText(person.bounces, person.bouncedSince) }]
      : []),
    { term: 'Role', value: roleLabels[person.role] },
    { term: 'Customer', value: person.organization?.name ?? 'None: one of the house' },
    { term: 'Added', value: <RelativeTime at={person.createdAt} /> },
    ...(person.disabledAt ? [{ term: 'Disabled', value: <RelativeTime at={person.disabledAt} /> }] : []),
    { term: 'Same human', value: others.length > 0 ? <ul>{others}</ul> : 'No other account' },
  ];
}

function bouncedText(bounces: number, since: Date): string {
  const times = bounces === 1 ? '1 mail' : `${bounces} mails`;
  const rest = bounces >= unreachableAfter ? ' No more are sent.' : '';
  return `${times} came back since ${dayText(since)}.${rest} Whoever signs in by a mailed link, or says on the page of their notices that the address works, gets them again.`;
}
