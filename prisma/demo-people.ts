import type { Role } from '@/lib/db/generated/client';
import type { Tx } from '@/lib/db/transaction';
import { createId } from '@/lib/ids';

/**
 * The people of the demo: two plans, five customers of the software company, and those who work its desk. Mail
 * addresses end in `@example.test`, a domain that exists nowhere; that ending is also what lets the demo's sign-in page
 * open these accounts and no others.
 */

export const demoSubscriptions = [
  { name: 'Team', sandboxQuota: 1, defaultDays: 30, maximumDays: 90 },
  { name: 'Enterprise', sandboxQuota: null, defaultDays: 30, maximumDays: 90 },
] as const;

type DemoOrganization = {
  slug: string;
  name: string;
  subscription: (typeof demoSubscriptions)[number]['name'];
  contractDemandsReview: boolean;
  /** Schema of this customer's tenant in Fabrica's production; left out for a customer of Rota. */
  tenantSchema?: string;
};

export const demoOrganizations: readonly DemoOrganization[] = [
  {
    slug: 'acme',
    name: 'Acme Robotics',
    subscription: 'Enterprise',
    contractDemandsReview: false,
    tenantSchema: 'acme',
  },
  {
    slug: 'borealis',
    name: 'Borealis Instruments',
    subscription: 'Team',
    contractDemandsReview: false,
    tenantSchema: 'borealis',
  },
  {
    slug: 'cascade',
    name: 'Cascade Valves',
    subscription: 'Team',
    contractDemandsReview: true,
    tenantSchema: 'cascade',
  },
  { slug: 'delta', name: 'Delta Clinics', subscription: 'Enterprise', contractDemandsReview: false },
  { slug: 'ember', name: 'Emberly Hotels', subscription: 'Team', contractDemandsReview: false },
];

type DemoPerson = { email: string; name: string; role: Role; organization?: string };

export const demoPeople: readonly DemoPerson[] = [
  { email: 'amara.okafor@example.test', name: 'Amara Ọkáfọ̀', role: 'customer', organization: 'acme' },
  { email: 'li.na@example.test', name: '李娜', role: 'customer', organization: 'acme' },
  {
    email: 'bjork.sigurdardottir@example.test',
    name: 'Björk Sigurðardóttir',
    role: 'customer',
    organization: 'borealis',
  },
  {
    email: 'dmitri.sokolov@example.test',
    name: 'Дмитрий Соколов',
    role: 'customer',
    organization: 'cascade',
  },
  { email: 'noor.devries@example.test', name: 'Noor de Vries', role: 'customer', organization: 'delta' },
  { email: 'priya.raman@example.test', name: 'பிரியா ராமன்', role: 'support' },
  { email: 'tomas.novak@example.test', name: 'Tomáš Novák', role: 'support' },
  { email: 'layla.haddad@example.test', name: 'ليلى حداد', role: 'compliance' },
  { email: 'joao.mendonca@example.test', name: 'João Mendonça', role: 'compliance' },
  { email: 'sato.haruka@example.test', name: '佐藤 遥', role: 'admin' },
];

/**
 * Puts the demo's plans, organizations and people into the database; what is there already is left as it stands, so it
 * may be repeated, and somebody disabled in the demo stays disabled. Tenants come with the demo product.
 */
export async function fillDemoPeople(tx: Tx): Promise<void> {
  for (const subscription of demoSubscriptions)
    await tx.subscription.upsert({
      where: { name: subscription.name },
      update: {},
      create: { id: createId(), ...subscription },
    });
  for (const { subscription, tenantSchema: _, ...organization } of demoOrganizations)
    await tx.organization.upsert({
      where: { slug: organization.slug },
      update: {},
      create: { id: createId(), ...organization, subscription: { connect: { name: subscription } } },
    });
  for (const { organization, ...person } of demoPeople)
    await tx.person.upsert({
      where: { email: person.email },
      update: {},
      create: {
        id: createId(),
        humanId: createId(),
        ...person,
        ...(organization ? { organization: { connect: { slug: organization } } } : {}),
      },
    });
}
