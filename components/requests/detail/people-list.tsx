import { personKey, type RequestPerson } from '@/lib/requests/request';
import { Badge } from '../../ui/data/badge';

/** Who gets in, each with the reason. */
export function PeopleList({ people }: { people: readonly RequestPerson[] }) {
  return (
    <ul className="divide-y divide-line text-sm">
      {people.map((person) => (
        <li
          key={personKey(person)}
          className="grid gap-x-4 gap-y-0.5 px-4 py-1.5 sm:min-h-9 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] sm:items-center"
        >
          <span className="flex min-w-0 items-center gap-2">
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
