import type { Role } from '@/lib/access/actor';
import type { DemoPerson } from '@/lib/access/sign-in/demo-sign-in';
import { roleDuties, roleLabels, roles } from '@/lib/people/person';
import { SubmitButton } from '../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../ui/form/action-form';
import { Panel } from '../ui/page/panel';

/** The demo people by role, each with a button that signs in as them. */
export function DemoPeople({
  people,
  next,
  signInAsDemoPersonAction,
}: {
  people: readonly DemoPerson[];
  next: string;
  signInAsDemoPersonAction: FormAction;
}) {
  return (
    <div className="flex flex-col gap-3">
      {roles.map((role) => (
        <RolePanel
          signInAsDemoPersonAction={signInAsDemoPersonAction}
          key={role}
          role={role}
          people={people.filter((each) => each.role === role)}
          next={next}
        />
      ))}
    </div>
  );
}

function RolePanel({
  role,
  people,
  next,
  signInAsDemoPersonAction,
}: {
  role: Role;
  people: readonly DemoPerson[];
  next: string;
  signInAsDemoPersonAction: FormAction;
}) {
  if (people.length === 0) return null;
  return (
    <Panel title={roleLabels[role]} aside={roleDuties[role]} flush>
      <ul className="divide-y divide-line">
        {people.map((person) => (
          <li key={person.id}>
            <ActionForm
              action={signInAsDemoPersonAction}
              hidden={{ personId: person.id, next }}
              className="flex items-center justify-between gap-3 px-4 py-2"
            >
              <span className="min-w-0">
                <span className="font-medium" dir="auto">
                  {person.name}
                </span>
                {person.organization && (
                  <span className="text-muted">
                    {' '}
                    {person.organization.name}, subscription {person.organization.subscription.name}
                  </span>
                )}
              </span>
              <SubmitButton size="small" variant="secondary" aria-label={`Sign in as ${person.name}`}>
                Sign in
              </SubmitButton>
            </ActionForm>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
