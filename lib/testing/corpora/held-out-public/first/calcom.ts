import { is } from '../../generate/fixture-of';
import { always, row, to } from '../../generate/people';
import { publicFixture } from '../public-fixture';
import { cuidOf, uuidOf } from '../secrets';
import { calcomPeople, claims, key, p, s } from './calcom-people';

/** Cal.com, an open scheduling product. */

export const calcom = publicFixture('calcom', p.seed, {
  ...calcomPeople,
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
