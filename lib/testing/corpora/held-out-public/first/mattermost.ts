import { type FixtureColumn, is } from '../../generate/fixture-of';
import { always } from '../../generate/people';
import { publicFixture } from '../public-fixture';
import { keyIn, secretsOf, shortIdOf } from '../secrets';
import { worldOf } from '../world';

/** Mattermost, chat for teams. Its keys and its tokens have one form: 26 letters and digits. */

const p = worldOf(7809);
const s = secretsOf(p);
const user = shortIdOf('user');
const team = shortIdOf('team');
const channel = shortIdOf('channel');
const app = shortIdOf('app');
const id = (table: string): FixtureColumn => ['varchar(26) PRIMARY KEY', is.technical, shortIdOf(table)];
const ofUser: FixtureColumn = ['varchar(26)', is.technical, keyIn(user, 140)];
const ofTeam: FixtureColumn = ['varchar(26)', is.technical, keyIn(team, 8)];
const ofChannel: FixtureColumn = ['varchar(26)', is.technical, keyIn(channel, 40)];
const token: FixtureColumn = ['varchar(26)', is.token, s.lower(26)];
const stamps = (): Record<string, FixtureColumn> => ({
  createat: ['bigint', is.technical, p.millis],
  updateat: ['bigint', is.technical, p.millis],
  deleteat: ['bigint', is.technical, always(0)],
});
const hash = () => `$pbkdf2$f=SHA256,w=600000,l=32$${s.b64(16)()}$${s.b64(32)()}`;

export const mattermost = publicFixture('mattermost', p.seed, {
  users: {
    rows: 140,
    columns: {
      id: id('user'),
      ...stamps(),
      username: ['varchar(64) UNIQUE', is.login, p.login],
      password: ['varchar(128)', is.password, hash],
      authdata: ['varchar(128) UNIQUE', is.login, p.seldom(2, p.mail)],
      authservice: ['varchar(32)', is.value, p.one('', 'saml', 'ldap', 'google')],
      email: ['varchar(128) UNIQUE', is.mail, p.mail],
      emailverified: ['boolean', is.value, p.yes],
      nickname: ['varchar(64)', is.name, p.seldom(2, p.given, '')],
      firstname: ['varchar(64)', is.name, p.given],
      lastname: ['varchar(64)', is.name, p.family],
      roles: ['varchar(256)', is.value, p.one('system_user', 'system_user system_admin')],
      allowmarketing: ['boolean', is.value, p.yes],
      props: [
        'varchar(4000)',
        is.words,
        p.seldom(
          2,
          () =>
            JSON.stringify({
              customStatus: JSON.stringify({ emoji: 'palm_tree', text: `On leave, ask ${p.given()}` }),
            }),
          '{}',
        ),
      ],
      notifyprops: [
        'varchar(2000)',
        is.name,
        () =>
          JSON.stringify({
            channel: 'true',
            desktop: 'mention',
            first_name: 'false',
            mention_keys: `${p.given()},@${p.given()}`,
            push: 'mention',
          }),
      ],
      lastpasswordupdate: ['bigint', is.technical, p.millis],
      failedattempts: ['int', is.value, p.int(3)],
      locale: ['varchar(5)', is.value, p.one('en', 'de', 'fr', 'ja')],
      mfaactive: ['boolean', is.value, p.yes],
      mfasecret: ['varchar(128)', is.key, p.seldom(3, s.base32(32), '')],
      position: ['varchar(128)', is.quasi, () => p.f.person.jobTitle()],
      timezone: [
        'varchar(256)',
        is.value,
        () =>
          JSON.stringify({ automaticTimezone: p.zone(), manualTimezone: '', useAutomaticTimezone: 'true' }),
      ],
    },
  },
  teams: {
    rows: 8,
    columns: {
      id: id('team'),
      ...stamps(),
      displayname: ['varchar(64)', is.value, p.company],
      name: ['varchar(64) UNIQUE', is.value, (at) => `team-${at}`],
      description: ['varchar(255)', is.value, p.one('', 'All of engineering')],
      email: ['varchar(128)', is.mail, p.mail],
      type: ['varchar(255)', is.value, p.one('O', 'I')],
      companyname: ['varchar(64)', is.value, p.company],
      alloweddomains: ['varchar(1000)', is.value, p.seldom(2, () => p.f.internet.domainName(), '')],
      inviteid: ['varchar(32)', is.token, s.lower(26)],
    },
  },
  channels: {
    rows: 40,
    columns: {
      id: id('channel'),
      ...stamps(),
      teamid: ofTeam,
      type: ['varchar(1)', is.value, p.one('O', 'P', 'D')],
      displayname: ['varchar(64)', is.value, p.one('Town Square', 'Off-Topic', 'Releases', 'Support', '')],
      name: [
        'varchar(64)',
        is.technical,
        (at) => (at % 3 ? `channel-${at}` : `${user(at)}__${user(at + 1)}`),
      ],
      header: ['varchar(1024)', is.words, p.seldom(3, p.note, '')],
      purpose: ['varchar(250)', is.value, p.one('', 'Talk about releases')],
      totalmsgcount: ['bigint', is.value, p.int(9000)],
      creatorid: ofUser,
    },
  },
  posts: {
    rows: 300,
    columns: {
      id: id('post'),
      ...stamps(),
      userid: ofUser,
      channelid: ofChannel,
      message: ['varchar(65535)', is.words, p.note],
      type: ['varchar(26)', is.value, p.one('', '', 'system_join_channel')],
      props: [
        'varchar(8000)',
        is.login,
        p.seldom(3, () => JSON.stringify({ username: p.login(), addedUsername: p.login() }), '{}'),
      ],
      hashtags: ['varchar(1000)', is.value, p.one('', '#release', '#incident')],
      fileids: ['varchar(300)', is.technical, p.seldom(5, (at) => `["${shortIdOf('file')(at)}"]`, '[]')],
      ispinned: ['boolean', is.value, p.yes],
    },
  },
  fileinfo: {
    rows: 80,
    columns: {
      id: id('file'),
      creatorid: ofUser,
      path: [
        'varchar(512)',
        is.words,
        (at) =>
          `20260${at % 9}11/teams/noteam/channels/${channel(at % 40)}/users/${user(at % 140)}/${p.fileName()}`,
      ],
      name: ['varchar(256)', is.words, p.fileName],
      extension: ['varchar(64)', is.value, p.one('pdf', 'png', 'jpg', 'docx')],
      size: ['bigint', is.value, p.int(9_000_000)],
      mimetype: ['varchar(256)', is.value, p.one('application/pdf', 'image/png', 'image/jpeg')],
      width: ['int', is.value, p.int(4000)],
      minipreview: ['bytea', is.image, p.seldom(2, s.bytes(180))],
      content: ['text', is.words, p.seldom(3, p.note, '')],
    },
  },
  sessions: {
    rows: 200,
    columns: {
      id: id('session'),
      token: ['varchar(26)', is.session, s.lower(26)],
      createat: ['bigint', is.technical, p.millis],
      expiresat: ['bigint', is.technical, p.millis],
      userid: ofUser,
      deviceid: ['varchar(512)', is.token, p.seldom(3, () => `apple_rn-v2:${s.hex(64)()}`, '')],
      roles: ['varchar(64)', is.value, p.one('system_user', 'system_user system_admin')],
      isoauth: ['boolean', is.value, p.yes],
      props: [
        'varchar(1000)',
        is.token,
        () =>
          JSON.stringify({
            browser: 'Chrome/126.0',
            csrf: s.lower(26)(),
            os: 'Mac OS',
            platform: 'Macintosh',
            isMobile: 'false',
          }),
      ],
    },
  },
  useraccesstokens: {
    rows: 20,
    columns: {
      id: id('access token'),
      token: ['varchar(26) UNIQUE', is.token, s.lower(26)],
      userid: ofUser,
      description: ['varchar(512)', is.value, p.one('ci', 'bot', 'jira')],
      isactive: ['boolean', is.value, p.yes],
    },
  },
  tokens: {
    rows: 40,
    columns: {
      token: ['varchar(64) PRIMARY KEY', is.token, s.lower(64)],
      createat: ['bigint', is.technical, p.millis],
      type: ['varchar(64)', is.value, p.one('password_recovery', 'verify_email', 'team_invitation')],
      extra: ['varchar(2048)', is.mail, (at) => JSON.stringify({ UserId: user(at), Email: p.mail() })],
    },
  },
  audits: {
    rows: 300,
    columns: {
      id: id('audit'),
      createat: ['bigint', is.technical, p.millis],
      userid: ofUser,
      action: [
        'varchar(512)',
        is.value,
        p.one('/api/v4/users/login', '/api/v4/users/logout', '/api/v4/teams/add'),
      ],
      extrainfo: ['varchar(1024)', is.mail, (at) => (at % 3 ? `attempt - login_id=${p.mail()}` : 'success')],
      ipaddress: ['varchar(64)', is.ip, p.ip],
      sessionid: ['varchar(26)', is.technical, keyIn(shortIdOf('session'), 200)],
    },
  },
  oauthapps: {
    rows: 6,
    columns: {
      id: id('app'),
      creatorid: ofUser,
      clientsecret: ['varchar(128)', is.key, s.lower(26)],
      name: ['varchar(64)', is.value, p.one('Jira', 'Zapier', 'Jenkins')],
      description: ['varchar(512)', is.value, () => p.f.company.catchPhrase()],
      callbackurls: ['varchar(1024)', is.wire, () => `["${p.url()}"]`],
      homepage: ['varchar(256)', is.value, p.url],
    },
  },
  oauthaccessdata: {
    rows: 50,
    columns: {
      token: ['varchar(26) PRIMARY KEY', is.token, s.lower(26)],
      refreshtoken: token,
      redirecturi: ['varchar(256)', is.wire, p.url],
      clientid: ['varchar(26)', is.technical, keyIn(app, 6)],
      userid: ofUser,
      expiresat: ['bigint', is.technical, p.millis],
      scope: ['varchar(128)', is.value, always('user')],
    },
  },
  oauthauthdata: {
    rows: 15,
    columns: {
      clientid: ['varchar(26)', is.technical, keyIn(app, 6)],
      userid: ofUser,
      code: ['varchar(128) PRIMARY KEY', is.token, s.lower(26)],
      expiresin: ['int', is.value, always(600)],
      redirecturi: ['varchar(256)', is.wire, p.url],
      state: ['varchar(1024)', is.token, s.b64(24)],
      scope: ['varchar(128)', is.value, always('user')],
    },
  },
  incomingwebhooks: {
    rows: 10,
    columns: {
      id: ['varchar(26) PRIMARY KEY', is.token, shortIdOf('incoming')],
      userid: ofUser,
      channelid: ofChannel,
      displayname: ['varchar(64)', is.value, p.one('Alerts', 'Deploys')],
      username: ['varchar(255)', is.value, p.one('alertbot', 'deploybot')],
    },
  },
  outgoingwebhooks: {
    rows: 6,
    columns: {
      id: id('outgoing'),
      token,
      creatorid: ofUser,
      channelid: ofChannel,
      triggerwords: ['varchar(1024)', is.value, always('["deploy"]')],
      callbackurls: ['varchar(1024)', is.wire, () => `["${p.url()}"]`],
      displayname: ['varchar(64)', is.value, p.one('Deploy', 'Ticket')],
    },
  },
  commands: {
    rows: 8,
    columns: {
      id: id('command'),
      token,
      creatorid: ofUser,
      trigger: ['varchar(128)', is.value, p.one('jira', 'poll', 'oncall')],
      method: ['varchar(1)', is.value, p.one('P', 'G')],
      username: ['varchar(64)', is.value, p.one('jirabot', '')],
      description: ['varchar(128)', is.value, p.one('', 'Who is on call')],
      url: ['varchar(1024)', is.wire, p.url],
    },
  },
  remoteclusters: {
    rows: 3,
    columns: {
      remoteid: ['varchar(26) PRIMARY KEY', is.technical, shortIdOf('remote')],
      name: ['varchar(64) NOT NULL', is.value, p.company],
      siteurl: ['varchar(512)', is.wire, p.url],
      token,
      remotetoken: token,
      topics: ['varchar(512)', is.value, always(' sharedchannel_invite sharedchannel_msg ')],
    },
  },
});
