import Link from 'next/link';
import { isChangeSigned } from '@/lib/requests/approval';
import { personKey } from '@/lib/requests/request';
import { isGone, whyNotChange } from '@/lib/sandboxes/sandbox';
import { Badge } from '../../ui/data/badge';
import { RelativeTime } from '../../ui/data/relative-time';
import { EmptyState } from '../../ui/feedback/empty-state';
import type { FormAction } from '../../ui/form/action-form';
import { Panel } from '../../ui/page/panel';
import type { SandboxDetail } from '../sandbox-facts';
import { AddPerson } from './add-person';
import { RemovePerson } from './remove-person';

type Listed = SandboxDetail['people'][number];

/** Who gets into a sandbox, each with why, by whom and since when; who is to be added; and the ways to change that. */
export function PeoplePanel({
  sandbox,
  mayChange,
  idempotencyKey,
  addPersonAction,
  removePersonAction,
}: {
  sandbox: SandboxDetail;
  mayChange: boolean;
  idempotencyKey: string;
  addPersonAction: FormAction;
  removePersonAction: FormAction;
}) {
  const { id, slug, state, shape, people, asked, organization } = sandbox;
  const whyNot = whyNotChange[state];
  return (
    <Panel title={isGone(state) ? 'Who got in' : 'Who gets in'} aside={people.length} flush id="people">
      {people.length === 0 && (
        <EmptyState title="Nobody">
          {isGone(state) ? 'Its request says who was named.' : 'Nobody is named at the moment.'}
        </EmptyState>
      )}
      <ul className="divide-y divide-line border-b border-line text-sm last:border-b-0">
        {people.map((person) => (
          <li key={person.id} className="flex items-start justify-between gap-3 px-4 py-2">
            <Person person={person} />
            {mayChange && !whyNot && (
              <RemovePerson
                sandbox={{ id, slug }}
                person={person}
                isSigned={isChangeSigned({ shape, ...organization })}
                removePersonAction={removePersonAction}
              />
            )}
          </li>
        ))}
        {asked.flatMap((request) =>
          request.people.map((person) => (
            <li key={`${request.id} ${personKey(person)}`} className="px-4 py-2">
              <p className="break-words">{person.kind === 'person' ? person.email : person.name}</p>
              <p className="text-xs text-muted">
                {request.state === 'awaiting_customer' ? 'Waits for your answer' : 'Waits for compliance'}:{' '}
                <Link
                  href={`/requests/${request.id}`}
                  className="text-accent-ink underline underline-offset-2"
                >
                  request #{request.number}
                </Link>
              </p>
            </li>
          )),
        )}
      </ul>
      {mayChange && !isGone(state) && (
        <AddPerson
          sandboxId={id}
          isSigned={isChangeSigned({ shape, ...organization })}
          whyNot={whyNot}
          idempotencyKey={idempotencyKey}
          addPersonAction={addPersonAction}
        />
      )}
    </Panel>
  );
}

function Person({ person }: { person: Listed }) {
  const { kind, name, reason, since, namedBy, lastSeenAt } = person;
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <p className="flex flex-wrap items-center gap-x-2">
        <span className="min-w-0 break-words">{name}</span>
        {kind === 'service_account' && <Badge>Service account</Badge>}
        {person.isDisabled && <Badge tone="warning">Account disabled</Badge>}
      </p>
      {reason && <p className="min-w-0 break-words text-muted">{reason}</p>}
      <p className="text-xs text-muted">
        Named by <bdi>{namedBy?.name ?? 'the system'}</bdi> <RelativeTime at={since} />
        {kind === 'person' &&
          (lastSeenAt ? (
            <>
              , seen <RelativeTime at={lastSeenAt} />
            </>
          ) : (
            ', not seen yet'
          ))}
      </p>
    </div>
  );
}
