import { is } from '../../generate/fixture-of';
import { always, row, to } from '../../generate/people';
import { publicFixture } from '../public-fixture';
import { cuidOf, keyIn, secretsOf } from '../secrets';
import { worldOf } from '../world';

/** Documenso, signatures of documents. */

const p = worldOf(7803);
const s = secretsOf(p);
const envelope = cuidOf('envelope');
const organisation = cuidOf('organisation');
const drawn = () => `data:image/png;base64,${s.b64(420)()}`;

export const documenso = publicFixture('documenso', p.seed, {
  User: {
    rows: 120,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      name: ['text', is.name, p.full],
      email: ['text NOT NULL UNIQUE', is.mail, p.mail],
      emailVerified: ['timestamp', is.value, p.past],
      password: ['text', is.password, p.seldom(2, s.bcrypt)],
      source: ['text', is.value, p.one(null, null, 'landing', 'referral')],
      signature: ['text', is.image, p.seldom(2, drawn)],
      lastSignedIn: ['timestamp NOT NULL', is.value, p.past],
      identityProvider: ['text NOT NULL', is.value, p.one('DOCUMENSO', 'GOOGLE', 'OIDC')],
      disabled: ['boolean NOT NULL', is.value, p.yes],
      twoFactorSecret: ['text', is.key, p.seldom(4, s.hex(144))],
      twoFactorEnabled: ['boolean NOT NULL', is.value, (at) => at % 4 === 0],
      twoFactorBackupCodes: ['text', is.token, p.seldom(4, s.hex(320))],
    },
  },
  Passkey: {
    rows: 40,
    columns: {
      id: ['text PRIMARY KEY', is.technical, cuidOf('passkey')],
      userId: ['int NOT NULL REFERENCES "User"', is.technical, to(120)],
      name: ['text NOT NULL', is.device, p.device],
      credentialId: ['bytea NOT NULL', is.key, s.bytes(32)],
      credentialPublicKey: ['bytea NOT NULL', is.quasi, s.bytes(77)],
      counter: ['bigint NOT NULL', is.technical, p.int(90)],
      credentialDeviceType: ['text NOT NULL', is.value, p.one('singleDevice', 'multiDevice')],
      credentialBackedUp: ['boolean NOT NULL', is.value, p.yes],
    },
  },
  UserSecurityAuditLog: {
    rows: 250,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      userId: ['int NOT NULL REFERENCES "User"', is.technical, to(120)],
      createdAt: ['timestamp NOT NULL', is.technical, p.past],
      type: ['text NOT NULL', is.value, p.one('SIGN_IN', 'SIGN_OUT', 'PASSWORD_UPDATE', 'AUTH_2FA_ENABLE')],
      userAgent: ['text', is.device, p.agent],
      ipAddress: ['text', is.ip, p.ip],
    },
  },
  PasswordResetToken: {
    rows: 25,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      token: ['text NOT NULL UNIQUE', is.token, s.hex(36)],
      expiry: ['timestamp NOT NULL', is.technical, p.future],
      userId: ['int NOT NULL REFERENCES "User"', is.technical, to(120)],
    },
  },
  VerificationToken: {
    rows: 60,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      secondaryId: ['text NOT NULL UNIQUE', is.technical, cuidOf('verification')],
      identifier: ['text NOT NULL', is.value, p.one('confirmation-email', 'two-factor')],
      token: ['text NOT NULL UNIQUE', is.token, s.hex(40)],
      completed: ['boolean NOT NULL', is.value, p.yes],
      expires: ['timestamp NOT NULL', is.technical, p.future],
      userId: ['int NOT NULL REFERENCES "User"', is.technical, to(120)],
    },
  },
  Account: {
    rows: 50,
    columns: {
      id: ['text PRIMARY KEY', is.technical, cuidOf('account')],
      userId: ['int NOT NULL REFERENCES "User"', is.technical, to(120)],
      type: ['text NOT NULL', is.value, always('oauth')],
      provider: ['text NOT NULL', is.value, p.one('google', 'microsoft')],
      providerAccountId: ['text NOT NULL', is.login, p.digits('1####################')],
      refresh_token: ['text', is.token, p.seldom(3, s.prefixed('1//0', 96))],
      access_token: ['text', is.token, s.prefixed('ya29.a0', 150)],
      token_type: ['text', is.value, always('Bearer')],
      scope: ['text', is.value, always('openid email profile')],
      id_token: ['text', is.token, s.jwt(() => ({ email: p.mail(), sub: p.f.string.numeric(21) }))],
    },
  },
  Session: {
    rows: 180,
    columns: {
      id: ['text PRIMARY KEY', is.technical, cuidOf('session')],
      sessionToken: ['text NOT NULL UNIQUE', is.session, s.hex(64)],
      userId: ['int NOT NULL REFERENCES "User"', is.technical, to(120)],
      ipAddress: ['text', is.ip, p.ip],
      userAgent: ['text', is.device, p.agent],
      expiresAt: ['timestamp NOT NULL', is.technical, p.future],
    },
  },
  ApiToken: {
    rows: 15,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      name: ['text NOT NULL', is.value, p.one('zapier', 'crm sync', 'ci')],
      token: ['text NOT NULL UNIQUE', is.token, s.hex(128)],
      algorithm: ['text NOT NULL', is.value, always('SHA512')],
      expires: ['timestamp', is.technical, p.future],
      userId: ['int REFERENCES "User"', is.technical, to(120)],
    },
  },
  Organisation: {
    rows: 20,
    columns: {
      id: ['text PRIMARY KEY', is.technical, organisation],
      type: ['text NOT NULL', is.value, p.one('PERSONAL', 'ORGANISATION')],
      name: ['text NOT NULL', is.value, p.company],
      url: ['text NOT NULL UNIQUE', is.value, () => p.once(() => p.f.lorem.slug(2))],
      customerId: ['text', is.account, p.seldom(2, s.prefixed('cus_', 14))],
      ownerUserId: ['int NOT NULL REFERENCES "User"', is.technical, to(120)],
    },
  },
  OrganisationMemberInvite: {
    rows: 30,
    columns: {
      id: ['text PRIMARY KEY', is.technical, cuidOf('invite')],
      email: ['text NOT NULL', is.mail, p.mail],
      token: ['text NOT NULL UNIQUE', is.token, s.letters(32)],
      status: ['text NOT NULL', is.value, p.one('PENDING', 'ACCEPTED', 'DECLINED')],
      organisationId: ['text NOT NULL REFERENCES "Organisation"', is.technical, keyIn(organisation, 20)],
      organisationRole: ['text NOT NULL', is.value, p.one('ADMIN', 'MEMBER')],
    },
  },
  OrganisationAuthenticationPortal: {
    rows: 6,
    columns: {
      id: ['text PRIMARY KEY', is.technical, cuidOf('portal')],
      enabled: ['boolean NOT NULL', is.value, p.yes],
      clientId: ['text NOT NULL', is.value, () => p.f.string.uuid()],
      clientSecret: ['text NOT NULL', is.key, s.hex(160)],
      wellKnownUrl: ['text NOT NULL', is.wire, () => `${p.url()}/.well-known/openid-configuration`],
      autoProvisionUsers: ['boolean NOT NULL', is.value, p.yes],
    },
  },
  EmailDomain: {
    rows: 8,
    columns: {
      id: ['text PRIMARY KEY', is.technical, cuidOf('domain')],
      status: ['text NOT NULL', is.value, p.one('PENDING', 'ACTIVE')],
      selector: ['text NOT NULL UNIQUE', is.value, (at) => `documenso-${cuidOf('selector')(at)}._domainkey`],
      domain: ['text NOT NULL UNIQUE', is.value, () => p.once(() => p.f.internet.domainName())],
      publicKey: ['text NOT NULL', is.technical, s.b64(294)],
      privateKey: ['text NOT NULL', is.key, s.hex(800)],
    },
  },
  EmailTransport: {
    rows: 4,
    columns: {
      id: ['text PRIMARY KEY', is.technical, cuidOf('transport')],
      name: ['text NOT NULL', is.value, p.one('Main', 'Backup')],
      type: ['text NOT NULL', is.value, p.one('SMTP_AUTH', 'RESEND', 'MAILCHANNELS')],
      fromName: ['text NOT NULL', is.value, p.company],
      fromAddress: ['text NOT NULL', is.mail, p.mail],
      config: ['text NOT NULL', is.key, s.hex(420)],
    },
  },
  Envelope: {
    rows: 200,
    columns: {
      id: ['text PRIMARY KEY', is.technical, envelope],
      secondaryId: ['text NOT NULL UNIQUE', is.technical, (at) => `document_${at}`],
      externalId: ['text', is.technical, p.seldom(4, p.digits('crm-#####'))],
      type: ['text NOT NULL', is.value, p.one('DOCUMENT', 'TEMPLATE')],
      title: ['text NOT NULL', is.words, p.fileName],
      status: ['text NOT NULL', is.value, p.one('DRAFT', 'PENDING', 'COMPLETED')],
      qrToken: ['text', is.token, p.seldom(2, () => `qr_${s.lower(24)()}`)],
      completedAt: ['timestamp', is.value, p.past],
      formValues: [
        'jsonb',
        is.words,
        p.seldom(3, () => ({ tenant_name: p.full(), rent: p.cents() })),
        { tenant_name: is.name },
      ],
      userId: ['int NOT NULL REFERENCES "User"', is.technical, to(120)],
      visibility: ['text NOT NULL', is.value, p.one('EVERYONE', 'ADMIN')],
    },
  },
  Recipient: {
    rows: 300,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      envelopeId: ['text NOT NULL REFERENCES "Envelope"', is.technical, keyIn(envelope, 200)],
      email: ['varchar(255) NOT NULL', is.mail, p.mail],
      name: ['varchar(255) NOT NULL', is.name, p.full],
      token: ['text NOT NULL', is.token, s.letters(21)],
      signedAt: ['timestamp', is.value, p.past],
      authOptions: [
        'jsonb',
        is.value,
        () => ({ accessAuth: [], actionAuth: p.one(['ACCOUNT'], ['PASSKEY'], [])() }),
      ],
      signingOrder: ['int', is.value, p.int(4)],
      rejectionReason: ['text', is.words, p.seldom(12, p.note)],
      role: ['text NOT NULL', is.value, p.one('SIGNER', 'CC', 'VIEWER', 'APPROVER')],
      signingStatus: ['text NOT NULL', is.value, p.one('SIGNED', 'NOT_SIGNED')],
    },
  },
  Field: {
    rows: 300,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      envelopeId: ['text NOT NULL', is.technical, keyIn(envelope, 200)],
      recipientId: ['int NOT NULL REFERENCES "Recipient"', is.technical, row],
      type: ['text NOT NULL', is.value, p.one('SIGNATURE', 'NAME', 'EMAIL', 'DATE', 'TEXT')],
      page: ['int NOT NULL', is.value, p.int(9)],
      positionX: ['numeric NOT NULL', is.value, () => p.f.number.float({ max: 100, fractionDigits: 2 })],
      positionY: ['numeric NOT NULL', is.value, () => p.f.number.float({ max: 100, fractionDigits: 2 })],
      customText: ['text NOT NULL', is.words, (at) => [p.full(), p.mail(), '2026-03-04', p.note()][at % 4]],
      inserted: ['boolean NOT NULL', is.value, p.yes],
    },
  },
  Signature: {
    rows: 150,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      created: ['timestamp NOT NULL', is.technical, p.past],
      recipientId: ['int NOT NULL REFERENCES "Recipient"', is.technical, to(300)],
      fieldId: ['int NOT NULL UNIQUE REFERENCES "Field"', is.technical, row],
      signatureImageAsBase64: ['text', is.image, (at) => (at % 2 ? drawn() : null)],
      typedSignature: ['text', is.name, (at) => (at % 2 ? null : p.full())],
    },
  },
  CscCredential: {
    rows: 12,
    columns: {
      id: ['text PRIMARY KEY', is.technical, cuidOf('csc')],
      providerId: ['text NOT NULL', is.value, p.one('swisscom', 'infocert')],
      credentialId: ['text NOT NULL', is.key, s.letters(40)],
      certCache: ['bytea', is.quasi, s.bytes(900)],
      signatureAlgorithm: ['text NOT NULL', is.value, p.one('1.2.840.113549.1.1.11', '1.2.840.10045.4.3.2')],
      keyType: ['text NOT NULL', is.value, p.one('RSA', 'EC')],
      serviceTokenCiphertext: ['bytea', is.token, s.bytes(220)],
      recipientId: ['int NOT NULL UNIQUE REFERENCES "Recipient"', is.technical, row],
    },
  },
  DocumentAuditLog: {
    rows: 300,
    columns: {
      id: ['text PRIMARY KEY', is.technical, cuidOf('log')],
      envelopeId: ['text REFERENCES "Envelope"', is.technical, keyIn(envelope, 200)],
      type: ['text NOT NULL', is.value, p.one('DOCUMENT_OPENED', 'DOCUMENT_SENT', 'DOCUMENT_FIELD_INSERTED')],
      data: [
        'jsonb NOT NULL',
        is.mail,
        () => ({
          recipientEmail: p.mail(),
          recipientName: p.full(),
          recipientId: p.int(300)(),
          recipientRole: 'SIGNER',
        }),
        { recipientEmail: is.mail, recipientName: is.name },
      ],
      name: ['text', is.name, p.full],
      email: ['text', is.mail, p.mail],
      userAgent: ['text', is.device, p.agent],
      ipAddress: ['text', is.ip, p.ip],
    },
  },
  DocumentShareLink: {
    rows: 40,
    columns: {
      id: ['int PRIMARY KEY', is.technical, row],
      email: ['text NOT NULL', is.mail, p.mail],
      slug: ['text NOT NULL UNIQUE', is.token, s.letters(14)],
      envelopeId: ['text NOT NULL REFERENCES "Envelope"', is.technical, keyIn(envelope, 200)],
    },
  },
  Webhook: {
    rows: 7,
    columns: {
      id: ['text PRIMARY KEY', is.technical, cuidOf('webhook')],
      webhookUrl: ['text NOT NULL', is.wire, p.url],
      secret: ['text', is.key, s.letters(20)],
      enabled: ['boolean NOT NULL', is.value, p.yes],
    },
  },
});
