import { is } from '../../generate/fixture-of';
import { always, row, to } from '../../generate/people';
import { publicFixture } from '../public-fixture';
import { cuidOf, secretsOf, uuidOf } from '../secrets';
import { worldOf } from '../world';

/** Cal.com, an open scheduling product. */

const p = worldOf(7801);
const s = secretsOf(p);
const key = (row: number) => cuidOf('key')(row);
const claims = () => ({ sub: p.f.string.numeric(21), email: p.mail(), name: p.full() });

export const calcom = publicFixture('calcom', p.seed, {
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
  BookingReference: {
    rows: 200,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      type: ['text NOT NULL', is.value, p.one('daily_video', 'google_calendar', 'zoom_video')],
      uid: ['text NOT NULL', is.technical, s.lower(26)],
      meetingId: ['text', is.technical, p.digits('8##########')],
      meetingPassword: ['text', is.password, p.seldom(2, s.letters(10))],
      meetingUrl: [
        'text',
        is.token,
        p.seldom(2, () => `https://us05web.zoom.us/j/8${p.f.string.numeric(10)}?pwd=${s.letters(32)()}`),
      ],
      bookingId: ['int REFERENCES "Booking"', is.technical, to(300)],
      externalCalendarId: ['text', is.mail, p.seldom(3, p.mail)],
    },
  },
  Credential: {
    rows: 70,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      type: [
        'text NOT NULL',
        is.value,
        p.one('google_calendar', 'zoom_video', 'stripe_payment', 'office365_calendar'),
      ],
      key: [
        'jsonb NOT NULL',
        is.token,
        () => ({
          scope: 'https://www.googleapis.com/auth/calendar.events',
          token_type: 'Bearer',
          access_token: s.prefixed('ya29.a0', 160)(),
          refresh_token: s.prefixed('1//0', 100)(),
          expiry_date: p.millis(),
        }),
        { access_token: is.token, refresh_token: is.token },
      ],
      userId: ['int REFERENCES users', is.technical, to(160)],
      appId: ['text', is.value, p.one('google-calendar', 'zoom', 'stripe', 'office365-calendar')],
      invalid: ['boolean', is.value, p.yes],
    },
  },
  VerificationToken: {
    rows: 40,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      identifier: ['text NOT NULL', is.mail, p.mail],
      token: ['text NOT NULL UNIQUE', is.token, s.hex(64)],
      expires: ['timestamp NOT NULL', is.technical, p.future],
    },
  },
  ResetPasswordRequest: {
    rows: 30,
    columns: {
      id: ['text PRIMARY KEY', is.token, (at) => cuidOf('reset')(at)],
      email: ['text NOT NULL', is.mail, p.mail],
      expires: ['timestamp NOT NULL', is.technical, p.future],
    },
  },
  Account: {
    rows: 60,
    columns: {
      id: ['text PRIMARY KEY', is.technical, (at) => cuidOf('account')(at)],
      userId: ['int NOT NULL REFERENCES users', is.technical, to(160)],
      type: ['text NOT NULL', is.value, p.one('oauth', 'oidc')],
      provider: ['text NOT NULL', is.value, p.one('google', 'azure-ad', 'saml')],
      providerAccountId: ['text NOT NULL', is.login, p.digits('1####################')],
      providerEmail: ['text', is.mail, p.mail],
      refresh_token: ['text', is.token, p.seldom(2, s.prefixed('1//0', 98))],
      access_token: ['text', is.token, s.prefixed('ya29.', 160)],
      expires_at: ['int', is.technical, p.seconds],
      token_type: ['text', is.value, always('Bearer')],
      id_token: ['text', is.token, s.jwt(claims)],
      session_state: ['text', is.session, p.seldom(3, () => p.f.string.uuid())],
    },
  },
  ApiKey: {
    rows: 25,
    columns: {
      id: ['text PRIMARY KEY', is.technical, key],
      userId: ['int NOT NULL REFERENCES users', is.technical, to(160)],
      note: ['text', is.value, p.one('zapier', 'ci', null, 'my integration')],
      hashedKey: ['text NOT NULL UNIQUE', is.key, s.hex(64)],
      lastUsedAt: ['timestamp', is.technical, p.past],
    },
  },
  HashedLink: {
    rows: 20,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      link: ['text NOT NULL UNIQUE', is.token, s.letters(22)],
      eventTypeId: ['int NOT NULL REFERENCES "EventType"', is.technical, to(90)],
    },
  },
  Webhook: {
    rows: 18,
    columns: {
      id: ['text PRIMARY KEY', is.technical, (at) => uuidOf('webhook')(at)],
      userId: ['int REFERENCES users', is.technical, to(160)],
      subscriberUrl: ['text NOT NULL', is.wire, p.url],
      payloadTemplate: ['text', is.value, p.seldom(4, always('{"content":"{{title}}"}'))],
      active: ['boolean NOT NULL', is.value, p.yes],
      secret: ['text', is.key, p.seldom(2, s.letters(32))],
    },
  },
  AccessCode: {
    rows: 15,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      code: ['text NOT NULL', is.token, s.hex(32)],
      clientId: ['text', is.technical, s.hex(64)],
      expiresAt: ['timestamp NOT NULL', is.technical, p.future],
      userId: ['int REFERENCES users', is.technical, to(160)],
    },
  },
  AIPhoneCallConfiguration: {
    rows: 8,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      eventTypeId: ['int NOT NULL UNIQUE REFERENCES "EventType"', is.technical, row],
      templateType: ['text NOT NULL', is.value, p.one('CUSTOM_TEMPLATE', 'CHECK_IN')],
      schedulerName: ['text', is.name, p.full],
      yourPhoneNumber: ['text NOT NULL', is.phone, p.e164],
      numberToCall: ['text NOT NULL', is.phone, p.e164],
      guestName: ['text', is.name, p.full],
      guestEmail: ['text', is.mail, p.mail],
      guestCompany: ['text', is.value, p.company],
      enabled: ['boolean NOT NULL', is.value, p.yes],
    },
  },
  VerifiedNumber: {
    rows: 30,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      userId: ['int REFERENCES users', is.technical, to(160)],
      phoneNumber: ['text NOT NULL', is.phone, p.e164],
    },
  },
  Deployment: {
    rows: 1,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      logo: ['text', is.value, p.nothing],
      licenseKey: ['text', is.key, () => p.f.string.uuid()],
      agreedLicenseAt: ['timestamp', is.technical, p.past],
    },
  },
});
