import { type FixtureColumn, is } from '../../generate/fixture-of';
import { always, row, to } from '../../generate/people';
import { publicFixture } from '../public-fixture';
import { secretsOf } from '../secrets';
import { worldOf } from '../world';

/** Miniflux, a reader of feeds that sends entries to forty other services, each with its own key. */

const p = worldOf(7810);
const s = secretsOf(p);
const on: FixtureColumn = ['boolean', is.switch, p.yes];
const service = (...hosts: string[]): FixtureColumn => [
  'text',
  is.wire,
  p.seldom(3, () => `https://${p.f.helpers.arrayElement(hosts)}/`, ''),
];
const some = (make: () => string) => p.seldom(3, make, '');

export const miniflux = publicFixture('miniflux', p.seed, {
  users: {
    rows: 60,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      username: ['text NOT NULL UNIQUE', is.login, p.login],
      password: ['text', is.password, s.bcrypt],
      is_admin: ['boolean', is.value, p.yes],
      language: ['text', is.value, p.one('en_US', 'de_DE', 'fr_FR', 'ja_JP')],
      timezone: ['text', is.value, p.zone],
      theme: ['text', is.value, p.one('light_serif', 'dark_serif', 'system_sans_serif')],
      last_login_at: ['timestamptz', is.value, p.past],
      entries_per_page: ['int', is.value, p.one(50, 100)],
      stylesheet: ['text NOT NULL', is.value, p.one('', 'body { max-width: 50em }')],
      google_id: ['text NOT NULL', is.login, p.seldom(4, p.digits('1####################'), '')],
      openid_connect_id: ['text NOT NULL', is.login, p.seldom(3, () => p.f.string.uuid(), '')],
      default_home_page: ['text', is.value, p.one('unread', 'starred')],
      block_filter_entry_rules: ['text NOT NULL', is.value, p.one('', 'EntryTitle=~(?i)sponsored')],
    },
  },
  user_sessions: {
    rows: 150,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      user_id: ['int NOT NULL REFERENCES users', is.technical, to(60)],
      token: ['text NOT NULL UNIQUE', is.session, s.b64url(64)],
      created_at: ['timestamptz', is.technical, p.past],
      user_agent: ['text NOT NULL', is.device, p.agent],
      ip: ['inet NOT NULL', is.ip, p.ip],
    },
  },
  web_sessions: {
    rows: 120,
    columns: {
      id: ['text PRIMARY KEY', is.session, s.b64url(24)],
      secret_hash: ['bytea NOT NULL', is.session, s.bytes(32)],
      user_id: ['int REFERENCES users', is.technical, to(60)],
      created_at: ['timestamptz NOT NULL', is.technical, p.past],
      user_agent: ['text NOT NULL', is.device, p.agent],
      ip: ['inet', is.ip, p.ip],
      state: [
        'jsonb NOT NULL',
        is.token,
        () => ({
          csrf: s.b64url(48)(),
          oauth2_state: s.hex(64)(),
          oauth2_code_verifier: s.b64url(32)(),
          language: 'en_US',
          theme: 'light_serif',
        }),
        { csrf: is.token, oauth2_state: is.token, oauth2_code_verifier: is.token },
      ],
    },
  },
  tokens: {
    rows: 20,
    columns: {
      id: ['text NOT NULL', is.token, s.hex(64)],
      value: ['text NOT NULL', is.token, s.b64url(48)],
      created_at: ['timestamptz NOT NULL', is.technical, p.past],
    },
    constraints: 'PRIMARY KEY (id, value)',
  },
  api_keys: {
    rows: 25,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      user_id: ['int NOT NULL REFERENCES users', is.technical, to(60)],
      token: ['text NOT NULL UNIQUE', is.key, s.b64url(32)],
      description: ['text NOT NULL', is.value, p.one('reeder', 'phone', 'script')],
      last_used_at: ['timestamptz', is.value, p.past],
    },
  },
  webauthn_credentials: {
    rows: 20,
    columns: {
      handle: ['bytea PRIMARY KEY', is.key, s.bytes(64)],
      cred_id: ['bytea NOT NULL UNIQUE', is.key, s.bytes(32)],
      user_id: ['int NOT NULL REFERENCES users', is.technical, to(60)],
      public_key: ['bytea NOT NULL', is.quasi, s.bytes(77)],
      attestation_type: ['varchar(255) NOT NULL', is.value, always('none')],
      aaguid: ['bytea', is.technical, s.bytes(16)],
      sign_count: ['bigint', is.technical, p.int(90)],
      name: ['text NOT NULL', is.device, p.device],
      last_seen_on: ['timestamptz', is.value, p.past],
    },
  },
  categories: {
    rows: 120,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      user_id: ['int NOT NULL REFERENCES users', is.technical, to(60)],
      title: [
        'text NOT NULL',
        is.value,
        (at) => `${['News', 'Tech', 'Friends', 'Comics'][at % 4]} ${Math.ceil(at / 60)}`,
      ],
      hide_globally: ['boolean NOT NULL', is.value, p.yes],
    },
  },
  feeds: {
    rows: 200,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      user_id: ['int NOT NULL REFERENCES users', is.technical, to(60)],
      category_id: ['int NOT NULL REFERENCES categories', is.technical, to(120)],
      title: ['text NOT NULL', is.value, p.company],
      feed_url: [
        'text NOT NULL',
        is.wire,
        (at) =>
          at % 8
            ? `${p.url()}/feed.xml`
            : `https://www.patreon.com/rss/${p.f.lorem.word()}?auth=${s.b64url(24)()}`,
      ],
      site_url: ['text NOT NULL', is.value, p.url],
      checked_at: ['timestamptz', is.technical, p.past],
      etag_header: ['text', is.technical, p.seldom(2, () => `"${s.hex(32)()}"`, '')],
      last_modified_header: ['text', is.technical, p.seldom(2, () => p.f.date.past().toUTCString(), '')],
      parsing_error_msg: ['text', is.value, p.one('', 'The website is unreachable')],
      username: ['text', is.login, p.seldom(9, p.login, '')],
      password: ['text', is.password, p.seldom(9, () => p.f.internet.password(), '')],
      user_agent: ['text', is.value, p.one('', 'Mozilla/5.0')],
      scraper_rules: ['text', is.value, p.one('', 'article.post')],
      cookie: [
        'text',
        is.session,
        p.seldom(9, () => `sessionid=${s.lower(32)()}; csrftoken=${s.letters(64)()}`, ''),
      ],
      proxy_url: [
        'text',
        is.password,
        p.seldom(12, () => `http://${p.login()}:${s.letters(12)()}@proxy.example.net:3128`, ''),
      ],
      ntfy_topic: ['text', is.token, p.seldom(9, s.lower(16), '')],
      apprise_service_urls: [
        'text',
        is.token,
        p.seldom(
          9,
          () => `tgram://${p.f.string.numeric(9)}:AA${s.b64url(24)()}/${p.f.string.numeric(9)}`,
          '',
        ),
      ],
    },
  },
  entries: {
    rows: 300,
    columns: {
      id: ['bigint PRIMARY KEY', is.technical, row],
      user_id: ['int NOT NULL REFERENCES users', is.technical, to(60)],
      feed_id: ['bigint NOT NULL REFERENCES feeds', is.technical, to(200)],
      hash: ['text NOT NULL', is.technical, s.hex(64)],
      published_at: ['timestamptz NOT NULL', is.value, p.past],
      title: ['text NOT NULL', is.value, () => p.f.lorem.sentence()],
      url: ['text NOT NULL', is.value, p.url],
      author: ['text', is.name, p.full],
      content: ['text', is.value, () => `<p>${p.f.lorem.paragraph()}</p>`],
      status: ['text', is.value, p.one('unread', 'read')],
      share_code: ['text NOT NULL', is.token, p.seldom(6, s.b64url(15), '')],
      reading_time: ['int NOT NULL', is.value, p.int(20)],
      tags: ['text[]', is.value, () => [p.f.lorem.word()]],
    },
  },
  acme_cache: {
    rows: 3,
    columns: {
      key: [
        'varchar(400) PRIMARY KEY',
        is.technical,
        (at) => ['acme_account+key', 'reader.example.org', 'reader.example.org+rsa'][at - 1],
      ],
      data: [
        'bytea NOT NULL',
        is.key,
        () => `\\x${Buffer.from(s.pem('EC PRIVATE KEY', 120)()).toString('hex')}`,
      ],
      updated_at: ['timestamptz NOT NULL', is.technical, p.past],
    },
  },
  integrations: {
    rows: 60,
    columns: {
      user_id: ['int PRIMARY KEY', is.technical, row],
      pinboard_enabled: on,
      pinboard_token: ['text', is.token, some(() => `${p.login()}:${s.hex(20)()}`)],
      pinboard_tags: ['text', is.value, always('miniflux')],
      instapaper_username: ['text', is.mail, some(p.mail)],
      instapaper_password: ['text', is.password, some(() => p.f.internet.password())],
      fever_enabled: on,
      fever_username: ['text', is.login, some(p.login)],
      fever_token: ['text', is.token, some(s.hex(32))],
      googlereader_username: ['text', is.login, some(p.login)],
      googlereader_password: ['text', is.password, some(s.bcrypt)],
      wallabag_url: service('wallabag.example.org', 'app.wallabag.it'),
      wallabag_client_id: ['text', is.key, some(() => `${p.int(99)()}_${s.lower(50)()}`)],
      wallabag_client_secret: ['text', is.key, some(s.lower(50))],
      wallabag_username: ['text', is.login, some(p.login)],
      wallabag_password: ['text', is.password, some(() => p.f.internet.password())],
      telegram_bot_token: ['text', is.token, some(() => `${p.f.string.numeric(10)}:AA${s.b64url(24)()}`)],
      telegram_bot_chat_id: ['text', is.login, some(() => p.f.string.numeric(9))],
      matrix_bot_user: ['text', is.login, some(() => `@${p.login()}:matrix.org`)],
      matrix_bot_password: ['text', is.password, some(() => p.f.internet.password())],
      matrix_bot_url: service('matrix.org', 'synapse.example.net'),
      matrix_bot_chat_id: ['text', is.technical, some(() => `!${s.letters(18)()}:matrix.org`)],
      notion_token: ['text', is.token, some(s.prefixed('secret_', 43))],
      notion_page_id: ['text', is.technical, some(s.hex(32))],
      readwise_api_key: ['text', is.key, some(s.letters(50))],
      apprise_services_url: [
        'text',
        is.token,
        some(() => `slack://${s.letters(9)()}/${s.letters(9)()}/${s.letters(24)()}`),
      ],
      shiori_username: ['text', is.login, some(p.login)],
      shiori_password: ['text', is.password, some(() => p.f.internet.password())],
      shaarli_api_secret: ['text', is.key, some(s.hex(20))],
      webhook_url: ['text', is.wire, some(p.url)],
      webhook_secret: ['text', is.key, some(s.hex(64))],
      linkding_url: service('links.example.org'),
      linkding_api_key: ['text', is.key, some(s.hex(40))],
      linkace_api_key: ['text', is.key, some(s.letters(60))],
      raindrop_token: ['text', is.token, some(() => p.f.string.uuid())],
      raindrop_collection_id: ['text', is.technical, some(() => p.f.string.numeric(8))],
      ntfy_topic: ['text', is.token, some(s.lower(16))],
      ntfy_api_token: ['text', is.token, some(s.prefixed('tk_', 29))],
      ntfy_username: ['text', is.login, some(p.login)],
      cubox_api_link: ['text', is.token, some(() => `https://cubox.pro/c/api/save/${s.letters(14)()}`)],
      discord_webhook_link: ['text', is.token, some(s.discord)],
      slack_webhook_link: ['text', is.token, some(s.slack)],
      pushover_user: ['text', is.token, some(s.lower(30))],
      pushover_token: ['text', is.token, some(s.lower(30))],
      pushover_device: ['text', is.device, some(() => `${p.login()}-iphone`)],
      karakeep_api_key: ['text', is.key, some(() => `ak1_${s.hex(20)()}_${s.hex(20)()}`)],
      linktaco_api_token: ['text', is.token, some(s.b64url(60))],
      linktaco_org_slug: ['text', is.value, some(() => p.f.lorem.slug(1))],
    },
  },
});
