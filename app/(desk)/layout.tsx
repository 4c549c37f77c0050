import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { NoticeBell } from '@/components/notices/notice-bell';
import { ReadOnOpen } from '@/components/notices/read-on-open';
import type { Destination } from '@/components/shell/navigation';
import { PersonMenu } from '@/components/shell/person-menu';
import { Shell } from '@/components/shell/shell';
import { readTheme, themeCookie } from '@/components/shell/theme';
import { SignOutButton } from '@/components/sign-in/sign-out-button';
import { TypedTextOwner } from '@/components/ui/form/typed-text/owner';
import type { Actor } from '@/lib/access/actor';
import { can, type Permission } from '@/lib/access/permissions';
import { requireActor } from '@/lib/access/session';
import { ask } from '@/lib/command/query';
import { countUnreadNotices } from '@/lib/notices/count-unread-notices';
import { listUnreadPlaces } from '@/lib/notices/list-unread-places';
import { roleLabels } from '@/lib/people/person';
import { signOutAction } from '../sign-in/actions';
import { markNoticesReadAction } from './notices/actions';

const places: readonly (Destination & { needs: Permission })[] = [
  { href: '/queue', label: 'Queue', key: 'q', needs: 'queue:read' },
  { href: '/requests', label: 'Requests', key: 'r', needs: 'request:read' },
  { href: '/sandboxes', label: 'Sandboxes', key: 's', needs: 'sandbox:read' },
  { href: '/fleet', label: 'Fleet', key: 'f', needs: 'fleet:read' },
  { href: '/plans', label: 'Plans', key: 'l', needs: 'scrub_plan:read' },
  { href: '/organizations', label: 'Customers', key: 'c', needs: 'organization:read' },
  { href: '/people', label: 'People', key: 'p', needs: 'person:read' },
  { href: '/audit', label: 'Audit', key: 'u', needs: 'audit:read' },
  { href: '/settings', label: 'Settings', key: 't', needs: 'policy:read' },
];

/**
 * The frame of every page behind the sign-in. What it leaves out of the navigation is a kindness, not a guard: each
 * query and command asks for itself.
 */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor();
  const [unread, unreadPlaces] = await Promise.all([
    ask(countUnreadNotices, {}, actor),
    ask(listUnreadPlaces, {}, actor),
  ]);
  const theme = readTheme((await cookies()).get(themeCookie)?.value);
  return (
    <TypedTextOwner id={actor.id}>
      <Shell
        destinations={destinationsOf(actor)}
        bell={<NoticeBell unread={unread} />}
        person={
          <PersonMenu
            name={actor.name}
            email={actor.email}
            role={roleLabels[actor.role]}
            theme={theme}
            signOut={<SignOutButton signOutAction={signOutAction} />}
          />
        }
      >
        {children}
        <ReadOnOpen markNoticesReadAction={markNoticesReadAction} unreadPlaces={unreadPlaces} />
      </Shell>
    </TypedTextOwner>
  );
}

function destinationsOf(actor: Actor): Destination[] {
  return places.filter(({ needs }) => can(actor, needs)).map(({ needs: _needs, ...place }) => place);
}
