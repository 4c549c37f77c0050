import { is } from '../../generate/fixture-of';
import { always, row, to } from '../../generate/people';
import type { PublicTable } from '../public-fixture';
import { cuidOf, secretsOf, uuidOf } from '../secrets';
import { worldOf } from '../world';

/** People of Cal.com, and what they book. */

export const p = worldOf(7801);
export const s = secretsOf(p);
export const key = (row: number) => cuidOf('key')(row);
export const claims = () => ({ sub: p.f.string.numeric(21), email: p.mail(), name: p.full() });

export const calcomPeople: Record<string, PublicTable> = {
  users: {
    rows: 160,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      username: ['text UNIQUE', is.login, p.login],
      name: ['text', is.name, p.full],
      email: ['text NOT NULL UNIQUE', is.mail, p.mail],
      emailVerified: ['timestamp', is.value, p.past],
      bio: ['text', is.words, p.seldom(3, p.bio)],
      avatarUrl: ['text', is.image, p.seldom(2, () => `/api/avatar/${p.f.string.uuid()}.png`)],
      timeZone: ['text NOT NULL', is.value, p.zone],
      weekStart: ['text NOT NULL', is.value, p.one('Sunday', 'Monday')],
      bufferTime: ['int NOT NULL', is.value, p.one(0, 0, 10, 15)],
      hideBranding: ['boolean NOT NULL', is.value, p.yes],
      theme: ['text', is.value, p.one('light', 'dark', null)],
      created: ['timestamp NOT NULL', is.technical, p.past],
      locale: ['text', is.value, p.one('en', 'de', 'fr', 'pt-BR', 'ja')],
      twoFactorSecret: ['text', is.key, p.seldom(3, s.withVector(32))],
      twoFactorEnabled: ['boolean NOT NULL', is.value, (at) => at % 3 === 0],
      backupCodes: ['text', is.token, p.seldom(3, s.withVector(96))],
      identityProvider: ['text NOT NULL', is.value, p.one('CAL', 'GOOGLE', 'SAML')],
      identityProviderId: ['text', is.login, p.seldom(2, p.digits('1####################'))],
      brandColor: ['text', is.value, () => p.f.color.rgb()],
      role: ['text NOT NULL', is.value, p.one('USER', 'USER', 'ADMIN')],
      metadata: [
        'jsonb',
        is.login,
        () => ({
          stripeCustomerId: s.prefixed('cus_', 14)(),
          isPremium: p.yes(),
          vitalSettings: { connected: false },
        }),
        { stripeCustomerId: is.account },
      ],
    },
  },
  UserPassword: {
    rows: 150,
    columns: {
      userId: ['int NOT NULL UNIQUE REFERENCES users', is.technical, row],
      hash: ['text NOT NULL', is.password, s.bcrypt],
    },
  },
  SecondaryEmail: {
    rows: 60,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      userId: ['int NOT NULL REFERENCES users', is.technical, to(160)],
      email: ['text NOT NULL UNIQUE', is.mail, p.mail],
      emailVerified: ['timestamp', is.value, p.past],
    },
  },
  Team: {
    rows: 12,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      name: ['text NOT NULL', is.value, p.company],
      slug: ['text', is.value, () => p.f.lorem.slug(2)],
      logoUrl: ['text', is.value, p.seldom(2, () => `/api/logo/${p.f.string.uuid()}.png`)],
      bio: ['text', is.value, () => p.f.company.catchPhrase()],
      hideBranding: ['boolean NOT NULL', is.value, p.yes],
    },
  },
  Membership: {
    rows: 120,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      teamId: ['int NOT NULL REFERENCES "Team"', is.technical, to(12)],
      userId: ['int NOT NULL REFERENCES users', is.technical, row],
      accepted: ['boolean NOT NULL', is.value, p.yes],
      role: ['text NOT NULL', is.value, p.one('MEMBER', 'ADMIN', 'OWNER')],
    },
    constraints: 'UNIQUE ("userId", "teamId")',
  },
  EventType: {
    rows: 90,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      title: [
        'text NOT NULL',
        is.value,
        p.one('15 min meeting', '30 min meeting', 'Intro call', 'Demo', 'Interview'),
      ],
      slug: ['text NOT NULL', is.value, p.one('15min', '30min', 'intro', 'demo', 'interview')],
      length: ['int NOT NULL', is.value, p.one(15, 30, 45, 60)],
      hidden: ['boolean NOT NULL', is.value, p.yes],
      userId: ['int REFERENCES users', is.technical, to(160)],
      periodType: ['text NOT NULL', is.value, p.one('unlimited', 'rolling', 'range')],
      minimumBookingNotice: ['int NOT NULL', is.value, p.one(60, 120, 1440)],
      price: ['int NOT NULL', is.value, p.one(0, 0, 5000)],
      currency: ['text NOT NULL', is.value, always('usd')],
      successRedirectUrl: ['text', is.wire, p.seldom(5, p.url)],
      schedulingType: ['text', is.value, p.one('roundRobin', 'collective', null)],
    },
  },
  Booking: {
    rows: 300,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      uid: ['text NOT NULL UNIQUE', is.technical, (at) => uuidOf('booking')(at)],
      userId: ['int REFERENCES users', is.technical, to(160)],
      userPrimaryEmail: ['text', is.mail, p.mail],
      eventTypeId: ['int REFERENCES "EventType"', is.technical, to(90)],
      title: ['text NOT NULL', is.words, () => `30 min meeting between ${p.full()} and ${p.full()}`],
      description: ['text', is.words, p.seldom(2, p.note)],
      responses: [
        'jsonb',
        is.mail,
        () => ({
          name: p.full(),
          email: p.mail(),
          notes: p.note(),
          location: { value: 'integrations:daily', optionValue: '' },
          guests: [p.mail()],
        }),
        { name: is.name, email: is.mail, notes: is.words, 'guests[]': is.mail },
      ],
      startTime: ['timestamp NOT NULL', is.value, p.past],
      endTime: ['timestamp NOT NULL', is.value, p.past],
      location: [
        'text',
        is.place,
        p.one('integrations:daily', 'integrations:zoom', 'Marktplatz 4, Bonn', '+49 151 23456789'),
      ],
      status: ['text NOT NULL', is.value, p.one('accepted', 'cancelled', 'pending')],
      paid: ['boolean NOT NULL', is.value, p.yes],
      cancellationReason: ['text', is.words, p.seldom(6, p.note)],
      smsReminderNumber: ['text', is.phone, p.seldom(4, p.e164)],
      iCalUID: ['text', is.technical, (at) => `${uuidOf('booking')(at)}@Cal.com`],
      oneTimePassword: ['text UNIQUE', is.token, (at) => uuidOf('otp')(at)],
      cancelledBy: ['text', is.mail, p.seldom(6, p.mail)],
      rescheduledBy: ['text', is.mail, p.seldom(8, p.mail)],
      rating: ['int', is.value, p.seldom(4, p.int(5))],
      ratingFeedback: ['text', is.words, p.seldom(8, p.note)],
    },
  },
  Attendee: {
    rows: 300,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      email: ['text NOT NULL', is.mail, p.mail],
      name: ['text NOT NULL', is.name, p.full],
      timeZone: ['text NOT NULL', is.value, p.zone],
      phoneNumber: ['text', is.phone, p.seldom(3, p.e164)],
      locale: ['text', is.value, p.one('en', 'de', 'fr')],
      bookingId: ['int REFERENCES "Booking"', is.technical, row],
      noShow: ['boolean', is.value, p.yes],
    },
  },
};
