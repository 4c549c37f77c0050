import { type FixtureColumn, is } from '../../generate/fixture-of';
import { always } from '../../generate/people';
import { publicFixture } from '../public-fixture';
import { cuidOf, keyIn, secretsOf } from '../secrets';
import { worldOf } from '../world';

/** Formbricks, surveys inside products. What people answer, and what is known of them, stands in documents and in pairs of key and value. */

const p = worldOf(7814);
const s = secretsOf(p);
const id = (table: string): FixtureColumn => ['text PRIMARY KEY', is.technical, cuidOf(table)];
const of = (table: string, key: string, rows: number): FixtureColumn => [
  `text REFERENCES "${table}"`,
  is.technical,
  keyIn(cuidOf(key), rows),
];
const stamp = (): FixtureColumn => ['timestamp NOT NULL', is.technical, p.past];
const attributeKinds = ['email', 'firstName', 'phone', 'userId', 'plan'];

export const formbricks = publicFixture('formbricks', p.seed, {
  Organization: {
    rows: 6,
    columns: {
      id: id('organization'),
      created_at: stamp(),
      name: ['text NOT NULL', is.value, p.company],
      whitelabel: ['jsonb NOT NULL', is.value, always({ logoUrl: null })],
      isAISmartToolsEnabled: ['boolean NOT NULL', is.value, p.yes],
      displayTimeZone: ['text', is.value, p.zone],
    },
  },
  Workspace: {
    rows: 10,
    columns: {
      id: id('workspace'),
      name: ['text NOT NULL', is.value, p.one('Web', 'Mobile', 'Docs')],
      organizationId: of('Organization', 'organization', 6),
      recontactDays: ['int NOT NULL', is.value, p.int(30)],
      customHeadScripts: [
        'text',
        is.value,
        p.seldom(3, always('<script src="https://plausible.io/js/script.js"></script>')),
      ],
    },
  },
  User: {
    rows: 70,
    columns: {
      id: id('user'),
      created_at: stamp(),
      name: ['text NOT NULL', is.name, p.full],
      email: ['text NOT NULL UNIQUE', is.mail, p.mail],
      emailVerified: ['boolean NOT NULL', is.value, p.yes],
      twoFactorSecret: ['text', is.key, p.seldom(3, s.withVector(64))],
      twoFactorEnabled: ['boolean NOT NULL', is.value, p.yes],
      backupCodes: ['text', is.token, p.seldom(3, s.withVector(160))],
      password: ['text', is.password, s.bcrypt],
      identityProvider: ['text NOT NULL', is.value, p.one('email', 'github', 'google', 'azuread')],
      identityProviderAccountId: ['text', is.login, p.seldom(2, p.digits('########'))],
      notificationSettings: [
        'jsonb NOT NULL',
        is.value,
        () => ({ alert: {}, unsubscribedOrganizationIds: [] }),
      ],
      locale: ['text NOT NULL', is.value, p.one('en-US', 'de-DE', 'pt-BR')],
      lastLoginAt: ['timestamp', is.value, p.past],
      isActive: ['boolean NOT NULL', is.value, p.yes],
    },
  },
  Account: {
    rows: 40,
    columns: {
      id: id('account'),
      userId: of('User', 'user', 70),
      type: ['text', is.value, always('oauth')],
      provider: ['text NOT NULL', is.value, p.one('github', 'google')],
      providerAccountId: ['text NOT NULL', is.login, p.digits('########')],
      access_token: ['text', is.token, s.prefixed('gho_', 36)],
      refresh_token: ['text', is.token, p.seldom(2, s.prefixed('ghr_', 76))],
      token_type: ['text', is.value, always('bearer')],
      id_token: [
        'text',
        is.token,
        p.seldom(
          2,
          s.jwt(() => ({ email: p.mail() })),
        ),
      ],
      session_state: ['text', is.session, p.seldom(3, () => p.f.string.uuid())],
    },
  },
  Session: {
    rows: 100,
    columns: {
      id: id('session'),
      sessionToken: ['text NOT NULL UNIQUE', is.session, s.letters(32)],
      userId: of('User', 'user', 70),
      expires: ['timestamp NOT NULL', is.technical, p.future],
      ipAddress: ['text', is.ip, p.ip],
      userAgent: ['text', is.device, p.agent],
    },
  },
  Invite: {
    rows: 20,
    columns: {
      id: ['text PRIMARY KEY', is.technical, cuidOf('invite')],
      email: ['text NOT NULL', is.mail, p.mail],
      name: ['text', is.name, p.full],
      organizationId: of('Organization', 'organization', 6),
      creatorId: of('User', 'user', 70),
      role: ['text NOT NULL', is.value, p.one('owner', 'manager', 'member')],
    },
  },
  ApiKey: {
    rows: 9,
    columns: {
      id: id('key'),
      label: ['text NOT NULL', is.value, p.one('CI', 'Zapier', 'Website')],
      hashedKey: ['text NOT NULL', is.key, s.bcrypt],
      lookupHash: ['text UNIQUE', is.key, s.hex(64)],
      organizationId: of('Organization', 'organization', 6),
      createdBy: ['text', is.technical, keyIn(cuidOf('user'), 70)],
      lastUsedAt: ['timestamp', is.value, p.past],
    },
  },
  Integration: {
    rows: 6,
    columns: {
      id: id('integration'),
      type: ['text NOT NULL', is.value, p.one('googleSheets', 'notion', 'airtable', 'slack')],
      config: [
        'jsonb NOT NULL',
        is.token,
        () => ({
          key: {
            access_token: s.prefixed('xoxb-', 50)(),
            refresh_token: s.prefixed('1//0', 80)(),
            token_type: 'Bearer',
          },
          data: [],
          email: p.mail(),
        }),
        { 'key.access_token': is.token, 'key.refresh_token': is.token, email: is.mail },
      ],
      workspaceId: of('Workspace', 'workspace', 10),
    },
  },
  Webhook: {
    rows: 6,
    columns: {
      id: id('webhook'),
      name: ['text', is.value, p.one(null, 'Zapier')],
      url: ['text NOT NULL', is.wire, p.url],
      source: ['text NOT NULL', is.value, p.one('user', 'zapier', 'n8n')],
      secret: ['text', is.key, () => `whsec_${s.b64(32)()}`],
      triggers: ['text[]', is.value, () => ['responseFinished']],
    },
  },
  ContactAttributeKey: {
    rows: 5,
    columns: {
      id: id('attribute key'),
      isUnique: ['boolean NOT NULL', is.value, p.yes],
      key: ['text NOT NULL', is.value, (at) => attributeKinds[at - 1]],
      name: ['text', is.value, (at) => ['Email', 'First name', 'Phone', 'User id', 'Plan'][at - 1]],
      type: ['text NOT NULL', is.value, p.one('default', 'custom')],
    },
  },
  Contact: {
    rows: 60,
    columns: { id: id('contact'), created_at: stamp(), workspaceId: of('Workspace', 'workspace', 10) },
  },
  ContactAttribute: {
    rows: 300,
    columns: {
      id: id('attribute'),
      attributeKeyId: [
        'text NOT NULL REFERENCES "ContactAttributeKey"',
        is.technical,
        (at) => cuidOf('attribute key')((at % 5) + 1),
      ],
      contactId: [
        'text NOT NULL REFERENCES "Contact"',
        is.technical,
        (at) => cuidOf('contact')(Math.ceil(at / 5)),
      ],
      value: [
        'text NOT NULL',
        is.mail,
        (at) => [p.mail, p.given, p.e164, p.digits('u-######'), p.one('free', 'pro')][at % 5]?.(),
      ],
    },
  },
  Survey: {
    rows: 30,
    columns: {
      id: id('survey'),
      created_at: stamp(),
      name: ['text NOT NULL', is.value, p.one('Product market fit', 'Churn', 'Onboarding', 'NPS')],
      redirectUrl: ['text', is.wire, p.seldom(4, p.url)],
      type: ['text NOT NULL', is.value, p.one('link', 'app')],
      status: ['text NOT NULL', is.value, p.one('draft', 'inProgress', 'completed')],
      createdBy: ['text', is.technical, keyIn(cuidOf('user'), 70)],
      welcomeCard: [
        'jsonb NOT NULL',
        is.value,
        () => ({ enabled: p.yes(), headline: { default: 'Welcome!' } }),
      ],
      isCaptureIpEnabled: ['boolean NOT NULL', is.value, p.yes],
      pin: ['text', is.password, p.seldom(3, p.digits('####'))],
      recaptcha: ['jsonb', is.value, p.seldom(3, always({ enabled: true, threshold: 0.1 }))],
      slug: ['text UNIQUE', is.value, (at) => `survey-${at}`],
    },
  },
  Response: {
    rows: 300,
    columns: {
      id: id('response'),
      created_at: stamp(),
      finished: ['boolean NOT NULL', is.value, p.yes],
      surveyId: of('Survey', 'survey', 30),
      contactId: of('Contact', 'contact', 60),
      data: [
        'jsonb NOT NULL',
        is.words,
        () => ({
          [cuidOf('question')(1)]: p.note(),
          [cuidOf('question')(2)]: p.int(10)(),
          [cuidOf('question')(3)]: [p.given(), p.family(), p.mail(), p.phone()],
        }),
        { '*': is.words, '*[]': is.words },
      ],
      meta: [
        'jsonb NOT NULL',
        is.ip,
        () => ({
          url: p.url(),
          country: p.country(),
          userAgent: { os: 'macOS', browser: 'Chrome', device: 'desktop' },
          ipAddress: p.ip(),
        }),
        { ipAddress: is.ip },
      ],
      contactAttributes: [
        'jsonb',
        is.mail,
        () => ({ email: p.mail(), userId: p.digits('u-######')(), plan: p.one('free', 'pro')() }),
        { email: is.mail, userId: is.login },
      ],
      singleUseId: ['text', is.token, p.seldom(2, s.lower(24))],
      language: ['text', is.value, p.one('default', 'de')],
    },
  },
  VerificationToken: {
    rows: 15,
    columns: {
      identifier: ['text NOT NULL', is.mail, p.mail],
      token: ['text NOT NULL UNIQUE', is.token, s.hex(64)],
      expires: ['timestamp NOT NULL', is.technical, p.future],
    },
  },
});
