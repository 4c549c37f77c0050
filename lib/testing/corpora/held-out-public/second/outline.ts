import { type FixtureColumn, is } from '../../generate/fixture-of';
import { publicFixture } from '../public-fixture';
import { keyIn, secretsOf, uuidOf } from '../secrets';
import { worldOf } from '../world';

/** Outline, a wiki for teams. What it encrypts is kept as bytes. */

const p = worldOf(7816);
const s = secretsOf(p);
const id = (table: string): FixtureColumn => ['uuid PRIMARY KEY', is.technical, uuidOf(table)];
const of = (table: string, key: string, rows: number): FixtureColumn => [
  `uuid REFERENCES ${table}`,
  is.technical,
  keyIn(uuidOf(key), rows),
];
const ofUser = of('users', 'user', 90);
const ofTeam = of('teams', 'team', 5);
const body = () => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text: p.note() }] }],
});
const inBody = { 'content[].content[].text': is.words };

export const outline = publicFixture('outline', p.seed, {
  teams: {
    rows: 5,
    columns: {
      id: id('team'),
      name: ['varchar', is.value, p.company],
      subdomain: ['varchar UNIQUE', is.value, (at) => `wiki${at}`],
      domain: ['varchar', is.value, p.seldom(2, () => p.f.internet.domainName())],
      avatarUrl: ['varchar(4096)', is.value, p.picture],
      sharing: ['boolean NOT NULL', is.value, p.yes],
      defaultUserRole: ['varchar NOT NULL', is.value, p.one('member', 'viewer')],
      preferences: ['jsonb', is.value, () => ({ customTheme: { accent: p.f.color.rgb() } })],
    },
  },
  users: {
    rows: 90,
    columns: {
      id: id('user'),
      email: ['varchar', is.mail, p.mail],
      name: ['varchar NOT NULL', is.name, p.full],
      role: ['varchar NOT NULL', is.value, p.one('admin', 'member', 'viewer', 'guest')],
      jwtSecret: ['bytea', is.key, s.bytes(112)],
      avatarUrl: ['varchar(4096)', is.image, p.seldom(2, p.picture)],
      lastActiveAt: ['timestamptz', is.value, p.past],
      lastActiveIp: ['varchar', is.ip, p.ip],
      lastSignedInIp: ['varchar', is.ip, p.ip],
      flags: ['jsonb', is.value, () => ({ inviteSent: p.int(3)() })],
      preferences: ['jsonb', is.value, () => ({ rememberLastPath: p.yes(), useCursorPointer: p.yes() })],
      notificationSettings: ['jsonb NOT NULL', is.value, () => ({ 'documents.publish': p.yes() })],
      language: ['varchar', is.value, p.one('en_US', 'de_DE', 'ja_JP')],
      timezone: ['varchar', is.value, p.zone],
      teamId: ofTeam,
    },
  },
  authentication_providers: {
    rows: 6,
    columns: {
      id: id('provider'),
      name: ['varchar NOT NULL', is.value, p.one('google', 'slack', 'azure')],
      providerId: ['varchar NOT NULL UNIQUE', is.value, () => p.once(() => p.f.internet.domainName())],
      enabled: ['boolean NOT NULL', is.value, p.yes],
      settings: ['jsonb', is.value, () => ({ groupSyncEnabled: p.yes() })],
      teamId: ofTeam,
    },
  },
  user_authentications: {
    rows: 80,
    columns: {
      id: id('authentication'),
      userId: ofUser,
      authenticationProviderId: of('authentication_providers', 'provider', 6),
      accessToken: ['bytea', is.token, s.bytes(192)],
      refreshToken: ['bytea', is.token, p.seldom(2, s.bytes(144))],
      scopes: ['varchar[]', is.value, () => ['email', 'profile']],
      providerId: ['varchar NOT NULL', is.login, p.digits('1####################')],
      expiresAt: ['timestamptz', is.technical, p.future],
    },
  },
  apiKeys: {
    rows: 20,
    columns: {
      id: id('key'),
      name: ['varchar', is.value, p.one('script', 'zapier', 'backup')],
      secret: ['varchar UNIQUE', is.key, p.seldom(3, s.prefixed('ol_api_', 38))],
      hash: ['varchar UNIQUE', is.key, s.hex(64)],
      last4: ['varchar(4)', is.value, s.letters(4)],
      scope: ['varchar[]', is.value, () => ['/api/documents.list']],
      lastActiveAt: ['timestamptz', is.value, p.past],
      userId: ofUser,
    },
  },
  user_passkeys: {
    rows: 25,
    columns: {
      id: id('passkey'),
      userId: ofUser,
      credentialId: ['text NOT NULL UNIQUE', is.key, s.b64url(32)],
      credentialPublicKey: ['bytea NOT NULL', is.quasi, s.bytes(77)],
      aaguid: ['text', is.technical, () => p.f.string.uuid()],
      counter: ['bigint NOT NULL', is.technical, p.int(90)],
      transports: ['varchar[]', is.value, () => ['internal', 'hybrid']],
      name: ['varchar NOT NULL', is.device, p.device],
      userAgent: ['text', is.device, p.agent],
    },
  },
  integrations: {
    rows: 8,
    columns: {
      id: id('integration'),
      type: ['varchar', is.value, p.one('post', 'command', 'analytics')],
      service: ['varchar NOT NULL', is.value, p.one('slack', 'github', 'linear')],
      settings: [
        'jsonb',
        is.token,
        () => ({
          url: s.slack(),
          channel: `#${p.f.lorem.word()}`,
          channelId: p.digits('C0#######')(),
          slack: { serviceTeamId: 'T012', serviceUserId: p.digits('U0#######')() },
        }),
        { url: is.token, 'slack.serviceUserId': is.login },
      ],
      events: ['varchar[]', is.value, () => ['documents.update']],
      userId: ofUser,
      teamId: ofTeam,
    },
  },
  authentications: {
    rows: 8,
    columns: {
      id: id('integration authentication'),
      service: ['varchar NOT NULL', is.value, p.one('slack', 'github', 'linear')],
      scopes: ['varchar[]', is.value, () => ['chat:write']],
      token: ['bytea', is.token, s.bytes(176)],
      refreshToken: ['bytea', is.token, p.seldom(2, s.bytes(160))],
      clientId: ['varchar', is.value, p.seldom(2, p.digits('####.####'))],
      clientSecret: ['bytea', is.key, p.seldom(2, s.bytes(128))],
      userId: ofUser,
    },
  },
  collections: {
    rows: 20,
    columns: {
      id: id('collection'),
      urlId: ['varchar UNIQUE', is.technical, s.letters(10)],
      name: ['varchar', is.value, p.one('Engineering', 'People', 'Sales', 'Product')],
      description: ['varchar', is.value, p.one('', 'How we work')],
      icon: ['text', is.value, p.one('beaker', 'letter', null)],
      color: ['text', is.value, () => p.f.color.rgb()],
      permission: ['varchar', is.value, p.one('read', 'read_write', null)],
      createdById: ofUser,
      teamId: ofTeam,
    },
  },
  documents: {
    rows: 250,
    columns: {
      id: id('document'),
      urlId: ['varchar NOT NULL UNIQUE', is.technical, s.letters(10)],
      title: ['varchar NOT NULL', is.words, p.title],
      summary: ['text', is.words, p.seldom(2, p.note)],
      previousTitles: ['varchar[]', is.words, p.seldom(3, () => [p.title()])],
      text: ['text', is.words, p.note],
      content: ['jsonb', is.words, body, inBody],
      state: ['bytea', is.words, s.bytes(220)],
      icon: ['text', is.value, p.one(null, 'beaker')],
      language: ['varchar(2)', is.value, p.one('en', 'de')],
      revisionCount: ['int NOT NULL', is.value, p.int(30)],
      collaboratorIds: ['uuid[]', is.technical, (at) => [uuidOf('user')((at % 90) + 1)]],
      createdById: ofUser,
      collectionId: of('collections', 'collection', 20),
    },
  },
  comments: {
    rows: 120,
    columns: {
      id: id('comment'),
      data: ['jsonb NOT NULL', is.words, body, inBody],
      createdById: ofUser,
      documentId: of('documents', 'document', 250),
      resolvedAt: ['timestamptz', is.value, p.seldom(4, p.past)],
    },
  },
  shares: {
    rows: 40,
    columns: {
      id: id('share'),
      published: ['boolean NOT NULL', is.value, p.yes],
      urlId: ['varchar', is.value, p.seldom(3, () => p.f.lorem.slug(2))],
      domain: ['varchar', is.value, p.nothing],
      views: ['int', is.value, p.int(900)],
      title: ['varchar', is.words, p.seldom(3, p.title)],
      userId: ofUser,
      documentId: of('documents', 'document', 250),
    },
  },
  attachments: {
    rows: 80,
    columns: {
      id: id('attachment'),
      key: [
        'varchar(4096) NOT NULL',
        is.words,
        (at) => `uploads/${uuidOf('user')((at % 90) + 1)}/${p.f.string.uuid()}/${p.fileName()}`,
      ],
      contentType: ['varchar NOT NULL', is.value, p.one('image/png', 'application/pdf')],
      size: ['bigint NOT NULL', is.value, p.int(900_000)],
      acl: ['varchar NOT NULL', is.value, p.one('private', 'public-read')],
      userId: ofUser,
    },
  },
  events: {
    rows: 300,
    columns: {
      id: id('event'),
      name: ['varchar NOT NULL', is.value, p.one('documents.create', 'users.signin', 'views.create')],
      modelId: ['uuid', is.technical, () => p.f.string.uuid()],
      data: [
        'jsonb',
        is.words,
        () => ({ title: p.title(), name: p.full() }),
        { title: is.words, name: is.name },
      ],
      ip: ['varchar', is.ip, p.ip],
      authType: ['varchar', is.value, p.one('app', 'api', 'oauth')],
      actorId: ofUser,
    },
  },
  search_queries: {
    rows: 150,
    columns: {
      id: id('query'),
      source: ['varchar NOT NULL', is.value, p.one('app', 'slack', 'api')],
      query: ['varchar(255) NOT NULL', is.words, (at) => (at % 3 ? p.f.lorem.words(2) : p.full())],
      results: ['int NOT NULL', is.value, p.int(40)],
      score: ['int', is.value, p.one(null, 1, -1)],
      answer: ['text', is.words, p.seldom(5, p.note)],
      userId: ofUser,
    },
  },
  webhook_subscriptions: {
    rows: 5,
    columns: {
      id: id('webhook'),
      name: ['varchar NOT NULL', is.value, p.one('Notify', 'Sync')],
      url: ['varchar NOT NULL', is.wire, p.url],
      enabled: ['boolean NOT NULL', is.value, p.yes],
      events: ['varchar[] NOT NULL', is.value, () => ['*']],
      secret: ['bytea', is.key, s.bytes(96)],
    },
  },
  webhook_deliveries: {
    rows: 90,
    columns: {
      id: id('delivery'),
      webhookSubscriptionId: of('webhook_subscriptions', 'webhook', 5),
      status: ['varchar NOT NULL', is.value, p.one('success', 'failed')],
      statusCode: ['int', is.value, p.one(200, 500)],
      requestBody: [
        'jsonb',
        is.words,
        () => ({
          event: 'documents.update',
          actorId: p.f.string.uuid(),
          payload: { model: { title: p.title(), createdBy: { name: p.full() } } },
        }),
        { 'payload.model.title': is.words, 'payload.model.createdBy.name': is.name },
      ],
      requestHeaders: [
        'jsonb',
        is.token,
        () => ({
          'Content-Type': 'application/json',
          'Outline-Signature': `t=${p.millis()},s=${s.hex(64)()}`,
        }),
        { 'Outline-Signature': is.token },
      ],
      responseBody: ['text', is.value, p.one('ok', 'Internal Server Error')],
    },
  },
});
