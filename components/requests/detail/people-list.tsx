import { personKey, type RequestPerson } from '@/lib/requests/request';
import { Badge } from '../../ui/data/badge';

/** Who gets in, each with the reason. */
export function PeopleList({ people }: { people: readonly RequestPerson[] }) {
  return (
    <ul className="@container divide-y divide-line text-sm">
      {people.map((person) => (
        <li
          key={personKey(person)}
          className="grid gap-x-4 px-4 py-1.5 @lg:min-h-9 @lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] @lg:items-center"
        >
          <span className="flex min-w-0 flex-wrap items-center gap-x-2">
            <span className="min-w-0 break-words">
              {person.kind === 'person' ? person.email : person.name}
            </span>
            {person.kind === 'service_account' && <Badge>Service account</Badge>}
          </span>
          <span className="min-w-0 break-words text-muted">{person.reason}</span>
        </li>
      ))}
    </ul>
  );
}
