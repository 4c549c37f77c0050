import { base, en, en_GB, Faker, nl, pt_BR } from '@faker-js/faker';
import type { DetectionFixture } from './fixture';

/**
 * A bank with English names, a telephone company with Brazilian ones, an energy supplier with Dutch ones, a recruiting
 * desk with British ones. Once unseen; the rules have since learnt from what they missed here.
 */

const american = new Faker({ locale: [en, base] });
const brazilian = new Faker({ locale: [pt_BR, en, base] });
const dutch = new Faker({ locale: [nl, en, base] });
const british = new Faker({ locale: [en_GB, en, base] });
const times = <T>(count: number, make: (at: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at + 1));
const day = (date: Date) => date.toISOString().slice(0, 10);

export const bank: DetectionFixture = {
  schema: 'bank',
  structure: `
    CREATE TYPE account_kind AS ENUM ('checking', 'savings');
    CREATE TABLE branches (branch_id int PRIMARY KEY, branch_name text, swift_bic text, phone text, manager_name text);
    CREATE TABLE holders (holder_id int PRIMARY KEY, title text, firstname text, middlename text, lastname text, tax_identifier text, birthdate date, occupation text, annual_income numeric(12,2), email_addr text, cellphone text, street text, city text, state_cd char(2), zip5 char(5), kyc_status text, risk_rating int);
    CREATE TABLE accounts (account_no text PRIMARY KEY, holder_id int REFERENCES holders, branch_id int REFERENCES branches, kind account_kind, opened date, balance numeric(14,2), overdraft_limit numeric(10,2));
    CREATE TABLE cards (id int PRIMARY KEY, account_no text REFERENCES accounts, pan text, name_on_card text, expiry_month int, expiry_year int, cvv_enc text, pin_block text, frozen boolean);
    CREATE TABLE transactions (id bigint PRIMARY KEY, account_no text REFERENCES accounts, booked_at timestamptz, amount numeric(14,2), currency char(3), counterparty_name text, counterparty_iban text, narrative text, mcc char(4), terminal_id text);
    CREATE TABLE logins (id bigint PRIMARY KEY, holder_id int REFERENCES holders, occurred_at timestamptz, source_ip text, agent text, success boolean, session_token text);
    CREATE TABLE exchange_rates (currency char(3), quoted_on date, rate numeric(12,6), PRIMARY KEY (currency, quoted_on));`,
  rows: () => {
    american.seed(401);
    const f = american;
    const accounts = times(240, () => f.finance.accountNumber(12));
    return {
      branches: times(12, (n) => ({
        branch_id: n,
        branch_name: `${f.location.city()} Main`,
        swift_bic: f.finance.bic(),
        phone: f.phone.number(),
        manager_name: f.person.fullName(),
      })),
      holders: times(240, (n) => ({
        holder_id: n,
        title: n % 2 ? 'Mr' : 'Ms',
        firstname: f.person.firstName(),
        middlename: n % 3 ? null : f.person.middleName(),
        lastname: f.person.lastName(),
        tax_identifier: `${f.number.int({ min: 100, max: 600 })}-${f.number.int({ min: 10, max: 99 })}-${f.number.int({ min: 1000, max: 9999 })}`,
        birthdate: day(f.date.birthdate()),
        occupation: f.person.jobType(),
        annual_income: f.finance.amount({ min: 20_000, max: 90_000 }),
        email_addr: f.internet.email(),
        cellphone: f.phone.number({ style: 'national' }),
        street: f.location.streetAddress(),
        city: f.location.city(),
        state_cd: f.location.state({ abbreviated: true }),
        zip5: f.location.zipCode('#####'),
        kyc_status: 'passed',
        risk_rating: 2,
      })),
      accounts: accounts.map((account_no, n) => ({
        account_no,
        holder_id: n + 1,
        branch_id: (n % 12) + 1,
        kind: 'checking',
        opened: day(f.date.past()),
        balance: f.finance.amount(),
        overdraft_limit: 500,
      })),
      cards: accounts.map((account_no, n) => ({
        id: n,
        account_no,
        pan: f.finance.creditCardNumber('visa'),
        name_on_card: f.person.fullName().toUpperCase(),
        expiry_month: 4,
        expiry_year: 2029,
        cvv_enc: f.string.alphanumeric(24),
        pin_block: f.string.hexadecimal({ length: 16, prefix: '', casing: 'upper' }),
        frozen: false,
      })),
      transactions: times(300, (n) => ({
        id: n,
        account_no: accounts[n % 240],
        booked_at: f.date.past().toISOString(),
        amount: f.finance.amount(),
        currency: 'USD',
        counterparty_name: n % 2 ? f.person.fullName() : f.company.name(),
        counterparty_iban: n % 2 ? f.finance.iban() : null,
        narrative: `Payment to ${f.person.firstName()} for ${f.word.noun()} and ${f.word.noun()}`,
        mcc: '5411',
        terminal_id: `T${f.string.numeric(6)}`,
      })),
      logins: times(240, (n) => ({
        id: n,
        holder_id: n,
        occurred_at: f.date.recent().toISOString(),
        source_ip: f.internet.ipv4(),
        agent: f.internet.userAgent(),
        success: true,
        session_token: f.string.alphanumeric(40),
      })),
      exchange_rates: times(20, (n) => ({
        currency: 'EUR',
        quoted_on: `2024-01-${String(n).padStart(2, '0')}`,
        rate: 1.08,
      })),
    };
  },
  truth: {
    'branches.phone': 'direct.phone',
    'branches.manager_name': 'direct.person_name',
    'holders.title': 'quasi.identifier',
    'holders.firstname': 'direct.person_name',
    'holders.middlename': 'direct.person_name',
    'holders.lastname': 'direct.person_name',
    'holders.tax_identifier': 'direct.national_id',
    'holders.birthdate': 'direct.birth_date',
    'holders.occupation': 'quasi.identifier',
    'holders.annual_income': 'quasi.identifier',
    'holders.email_addr': 'direct.mail',
    'holders.cellphone': 'direct.phone',
    'holders.street': 'direct.address',
    'holders.city': 'quasi.identifier',
    'holders.zip5': 'quasi.identifier',
    'accounts.account_no': 'direct.account_number',
    'cards.account_no': 'direct.account_number',
    'transactions.account_no': 'direct.account_number',
    'cards.pan': 'direct.card_number',
    'cards.name_on_card': 'direct.person_name',
    'cards.cvv_enc': 'secret.password',
    'cards.pin_block': 'secret.password',
    'transactions.counterparty_name': 'direct.person_name',
    'transactions.counterparty_iban': 'direct.account_number',
    'transactions.narrative': 'direct.free_text',
    'logins.source_ip': 'direct.ip_address',
    'logins.agent': 'direct.device',
    'logins.session_token': 'secret.session',
  },
};

export const telephone: DetectionFixture = {
  schema: 'telephone',
  structure: `
    CREATE TABLE assinantes (id int PRIMARY KEY, nome_completo text, nome_mae text, cpf text UNIQUE, rg text, data_nascimento date, email text, endereco text, bairro text, cidade text, uf char(2), cep text, renda_mensal numeric(10,2), ativo boolean);
    CREATE TABLE linhas (numero text PRIMARY KEY, assinante_id int REFERENCES assinantes, imsi text, imei text, plano text, ativada_em date, puk text);
    CREATE TABLE chamadas (id bigint PRIMARY KEY, origem text REFERENCES linhas, destino text, inicio timestamptz, duracao_s int, antena text, lat numeric(8,5), lon numeric(8,5));
    CREATE TABLE faturas (id int PRIMARY KEY, assinante_id int REFERENCES assinantes, vencimento date, valor numeric(10,2), codigo_barras text, paga boolean);
    CREATE TABLE atendimentos (id int PRIMARY KEY, assinante_id int REFERENCES assinantes, atendente text, assunto text, relato text, aberto_em timestamptz, nota int);
    CREATE TABLE planos (codigo text PRIMARY KEY, nome text, franquia_gb int, preco numeric(8,2));`,
  rows: () => {
    brazilian.seed(402);
    const f = brazilian;
    const cpf = () => {
      const d = Array.from({ length: 9 }, () => f.number.int({ min: 0, max: 9 }));
      const add = (digits: number[]) => {
        const rest = digits.reduce((total, digit, at) => total + digit * (digits.length + 1 - at), 0) % 11;
        return rest < 2 ? 0 : 11 - rest;
      };
      const first = add(d);
      const all = [...d, first, add([...d, first])].join('');
      return `${all.slice(0, 3)}.${all.slice(3, 6)}.${all.slice(6, 9)}-${all.slice(9)}`;
    };
    const numbers = times(240, () => `55119${f.string.numeric(8)}`);
    return {
      assinantes: times(240, (n) => ({
        id: n,
        nome_completo: f.person.fullName(),
        nome_mae: f.person.fullName(),
        cpf: cpf(),
        rg: f.string.numeric(9),
        data_nascimento: day(f.date.birthdate()),
        email: f.internet.email(),
        endereco: f.location.streetAddress(),
        bairro: `Vila ${f.person.lastName()}`,
        cidade: f.location.city(),
        uf: 'SP',
        cep: f.location.zipCode('#####-###'),
        renda_mensal: 3_000,
        ativo: true,
      })),
      planos: times(5, (n) => ({ codigo: `P${n}`, nome: `Controle ${n} GB`, franquia_gb: n, preco: 49.9 })),
      linhas: numbers.map((numero, n) => ({
        numero,
        assinante_id: n + 1,
        imsi: `72405${f.string.numeric(10)}`,
        imei: f.phone.imei(),
        plano: `P${(n % 5) + 1}`,
        ativada_em: day(f.date.past()),
        puk: f.string.numeric(8),
      })),
      chamadas: times(300, (n) => ({
        id: n,
        origem: numbers[n % 240],
        destino: `55219${f.string.numeric(8)}`,
        inicio: f.date.recent().toISOString(),
        duracao_s: 90,
        antena: `SP-${n % 40}`,
        lat: f.location.latitude(),
        lon: f.location.longitude(),
      })),
      faturas: times(240, (n) => ({
        id: n,
        assinante_id: n,
        vencimento: day(f.date.soon()),
        valor: 59.9,
        codigo_barras: f.string.numeric(44),
        paga: true,
      })),
      atendimentos: times(120, (n) => ({
        id: n,
        assinante_id: n,
        atendente: f.person.fullName(),
        assunto: f.helpers.arrayElement(['Cobrança', 'Sinal', 'Portabilidade']),
        relato: `Cliente ${f.person.firstName()} relata que a ${f.word.noun()} nao funciona desde ontem`,
        aberto_em: f.date.past().toISOString(),
        nota: 8,
      })),
    };
  },
  truth: {
    'assinantes.nome_completo': 'direct.person_name',
    'assinantes.nome_mae': 'direct.person_name',
    'assinantes.cpf': 'direct.national_id',
    'assinantes.rg': 'direct.national_id',
    'assinantes.data_nascimento': 'direct.birth_date',
    'assinantes.email': 'direct.mail',
    'assinantes.endereco': 'direct.address',
    'assinantes.bairro': 'direct.address',
    'assinantes.cidade': 'quasi.identifier',
    'assinantes.cep': 'quasi.identifier',
    'assinantes.renda_mensal': 'quasi.identifier',
    'linhas.numero': 'direct.phone',
    'linhas.imsi': 'direct.device',
    'linhas.imei': 'direct.device',
    'linhas.puk': 'secret.password',
    'chamadas.origem': 'direct.phone',
    'chamadas.destino': 'direct.phone',
    'chamadas.lat': 'direct.location',
    'chamadas.lon': 'direct.location',
    'atendimentos.atendente': 'direct.person_name',
    'atendimentos.relato': 'direct.free_text',
  },
};

export const energy: DetectionFixture = {
  schema: 'energy',
  structure: `
    CREATE TABLE klanten (klantnummer int PRIMARY KEY, aanhef text, voornaam text, tussenvoegsel text, achternaam text, geboortedatum date, straat text, huisnummer text, postcode text, woonplaats text, telefoonnummer text, emailadres text, rekeningnummer text, bsn text, wachtwoord text, opmerkingen text);
    CREATE TABLE aansluitingen (ean text PRIMARY KEY, klantnummer int REFERENCES klanten, soort text, capaciteit text, meternummer text, actief boolean);
    CREATE TABLE meterstanden (ean text REFERENCES aansluitingen, datum date, stand numeric(12,3), eenheid text, PRIMARY KEY (ean, datum));
    CREATE TABLE monteurs (id int PRIMARY KEY, naam text, mobiel text, kenteken text, regio text);
    CREATE TABLE storingen (id int PRIMARY KEY, ean text REFERENCES aansluitingen, monteur_id int REFERENCES monteurs, gemeld timestamptz, melder text, omschrijving text, opgelost boolean);
    CREATE TABLE tarieven (code text PRIMARY KEY, omschrijving text, prijs_kwh numeric(8,5), geldig_vanaf date);`,
  rows: () => {
    dutch.seed(403);
    const f = dutch;
    const eans = times(240, () => `8716${f.string.numeric(14)}`);
    const bsn = () => {
      for (;;) {
        const digits = f.string.numeric({ length: 9, allowLeadingZeros: false });
        const sum = [...digits].reduce(
          (total, digit, at) => total + Number(digit) * (at === 8 ? -1 : 9 - at),
          0,
        );
        if (sum % 11 === 0) return digits;
      }
    };
    return {
      klanten: times(240, (n) => ({
        klantnummer: 70_000 + n,
        aanhef: n % 2 ? 'Dhr.' : 'Mevr.',
        voornaam: f.person.firstName(),
        tussenvoegsel: n % 4 ? null : 'van',
        achternaam: f.person.lastName(),
        geboortedatum: day(f.date.birthdate()),
        straat: f.location.street(),
        huisnummer: String(n),
        postcode: f.location.zipCode('#### ??'),
        woonplaats: f.location.city(),
        telefoonnummer: f.phone.number(),
        emailadres: f.internet.email(),
        rekeningnummer: f.finance.iban({ countryCode: 'NL' }),
        bsn: bsn(),
        wachtwoord: `$2y$10$${f.string.alphanumeric(53)}`,
        opmerkingen: n % 7 ? null : f.lorem.sentence(),
      })),
      aansluitingen: eans.map((ean, n) => ({
        ean,
        klantnummer: 70_001 + n,
        soort: 'elektra',
        capaciteit: '3x25A',
        meternummer: `E${f.string.numeric(10)}`,
        actief: true,
      })),
      meterstanden: eans.map((ean) => ({
        ean,
        datum: '2024-01-01',
        stand: f.finance.amount(),
        eenheid: 'kWh',
      })),
      monteurs: times(30, (n) => ({
        id: n,
        naam: f.person.fullName(),
        mobiel: f.phone.number(),
        kenteken: `${f.string.alpha({ length: 2, casing: 'upper' })}-${f.string.numeric(3)}-${f.string.alpha({ length: 1, casing: 'upper' })}`,
        regio: 'Noord',
      })),
      storingen: times(150, (n) => ({
        id: n,
        ean: eans[n],
        monteur_id: (n % 30) + 1,
        gemeld: f.date.past().toISOString(),
        melder: f.person.fullName(),
        omschrijving: `Mevrouw ${f.person.lastName()} belt dat de ${f.word.noun()} weer uitvalt`,
        opgelost: true,
      })),
      tarieven: times(6, (n) => ({
        code: `T${n}`,
        omschrijving: `Vast tarief ${n} jaar`,
        prijs_kwh: 0.29,
        geldig_vanaf: '2024-01-01',
      })),
    };
  },
  truth: {
    'klanten.aanhef': 'quasi.identifier',
    'klanten.voornaam': 'direct.person_name',
    'klanten.tussenvoegsel': 'direct.person_name',
    'klanten.achternaam': 'direct.person_name',
    'klanten.geboortedatum': 'direct.birth_date',
    'klanten.straat': 'direct.address',
    'klanten.huisnummer': 'direct.address',
    'klanten.postcode': 'quasi.identifier',
    'klanten.woonplaats': 'quasi.identifier',
    'klanten.telefoonnummer': 'direct.phone',
    'klanten.emailadres': 'direct.mail',
    'klanten.rekeningnummer': 'direct.account_number',
    'klanten.bsn': 'direct.national_id',
    'klanten.wachtwoord': 'secret.password',
    'klanten.opmerkingen': 'direct.free_text',
    'monteurs.naam': 'direct.person_name',
    'monteurs.mobiel': 'direct.phone',
    'monteurs.kenteken': 'direct.device',
    'storingen.melder': 'direct.person_name',
    'storingen.omschrijving': 'direct.free_text',
  },
};

export const recruiting: DetectionFixture = {
  schema: 'recruiting',
  structure: `
    CREATE TABLE recruiters (id uuid PRIMARY KEY, name text, work_email text, calendar_url text, api_token_digest text);
    CREATE TABLE candidates (id uuid PRIMARY KEY, given_names text, family_name text, pronouns text, email text, phone text, linkedin_url text, current_employer text, salary_expectation int, cv_text text, cv_file bytea, tags text[], social jsonb, gdpr_consent_at timestamptz);
    CREATE TABLE openings (id uuid PRIMARY KEY, title text, department text, location text, description text, status text, opened_on date);
    CREATE TABLE applications (id uuid PRIMARY KEY, candidate_id uuid REFERENCES candidates, opening_id uuid REFERENCES openings, stage text, cover_letter text, source text, applied_at timestamptz, rejected_reason text);
    CREATE TABLE interviews (id uuid PRIMARY KEY, application_id uuid REFERENCES applications, recruiter_id uuid REFERENCES recruiters, starts_at timestamptz, video_link text, feedback text, score int);
    CREATE TABLE email_log (id bigint PRIMARY KEY, to_address text, from_address text, subject text, html_body text, provider_message_id text, sent_at timestamptz);
    CREATE TABLE integrations (id int PRIMARY KEY, kind text, config jsonb, client_secret text, webhook_url text, enabled boolean);`,
  rows: () => {
    british.seed(404);
    const f = british;
    const ids = (count: number) => times(count, () => f.string.uuid());
    const [recruiters, candidates, openings, applications] = [ids(20), ids(220), ids(15), ids(200)];
    return {
      recruiters: recruiters.map((id) => ({
        id,
        name: f.person.fullName(),
        work_email: f.internet.email(),
        calendar_url: `https://cal.example.com/${f.internet.username()}`,
        api_token_digest: f.string.hexadecimal({ length: 64, prefix: '', casing: 'lower' }),
      })),
      candidates: candidates.map((id, n) => ({
        id,
        given_names: f.person.firstName(),
        family_name: f.person.lastName(),
        pronouns: 'they',
        email: f.internet.email(),
        phone: f.phone.number(),
        linkedin_url: `https://linkedin.com/in/${f.internet.username()}`,
        current_employer: f.company.name(),
        salary_expectation: 40_000 + n,
        cv_text: f.lorem.paragraph(),
        cv_file: '\\x255044',
        tags: ['java', 'sql'],
        social: { twitter: f.internet.username(), site: f.internet.url(), skills: ['sql'] },
        gdpr_consent_at: f.date.past().toISOString(),
      })),
      openings: openings.map((id) => ({
        id,
        title: f.person.jobTitle(),
        department: 'Engineering',
        location: f.location.city(),
        description: f.lorem.paragraph(),
        status: 'open',
        opened_on: day(f.date.past()),
      })),
      applications: applications.map((id, n) => ({
        id,
        candidate_id: candidates[n],
        opening_id: openings[n % 15],
        stage: 'screen',
        cover_letter: n % 3 ? null : f.lorem.paragraph(),
        source: 'referral',
        applied_at: f.date.past().toISOString(),
        rejected_reason: n % 9 ? null : `Did not reach ${f.person.firstName()} after several calls`,
      })),
      interviews: applications.slice(0, 120).map((application_id, n) => ({
        id: f.string.uuid(),
        application_id,
        recruiter_id: recruiters[n % 20],
        starts_at: f.date.soon().toISOString(),
        video_link: f.internet.url(),
        feedback: f.lorem.sentences(2),
        score: 3,
      })),
      email_log: times(200, (n) => ({
        id: n,
        to_address: f.internet.email(),
        from_address: f.internet.email(),
        subject: `Your application, ${f.person.firstName()}`,
        html_body: `<p>Dear ${f.person.firstName()}, thank you for coming to see us last week</p>`,
        provider_message_id: f.string.alphanumeric(24),
        sent_at: f.date.past().toISOString(),
      })),
      integrations: times(4, (n) => ({
        id: n,
        kind: 'slack',
        config: { channel: '#hiring', base_url: f.internet.url(), token: f.string.alphanumeric(30) },
        client_secret: f.string.alphanumeric(32),
        webhook_url: f.internet.url(),
        enabled: true,
      })),
    };
  },
  truth: {
    'recruiters.name': 'direct.person_name',
    'recruiters.work_email': 'direct.mail',
    'recruiters.calendar_url': 'direct.username',
    'recruiters.api_token_digest': 'secret.token',
    'candidates.given_names': 'direct.person_name',
    'candidates.family_name': 'direct.person_name',
    'candidates.pronouns': 'quasi.identifier',
    'candidates.email': 'direct.mail',
    'candidates.phone': 'direct.phone',
    'candidates.linkedin_url': 'direct.username',
    'candidates.current_employer': 'quasi.identifier',
    'candidates.salary_expectation': 'quasi.identifier',
    'candidates.cv_text': 'direct.free_text',
    'candidates.cv_file': 'direct.free_text',
    'candidates.social': 'direct.username',
    'applications.cover_letter': 'direct.free_text',
    'applications.rejected_reason': 'direct.free_text',
    'interviews.feedback': 'direct.free_text',
    'interviews.video_link': 'wire.url',
    'email_log.to_address': 'direct.mail',
    'email_log.from_address': 'direct.mail',
    'email_log.subject': 'direct.free_text',
    'email_log.html_body': 'direct.free_text',
    'integrations.config': 'secret.token',
    'integrations.client_secret': 'secret.key',
    'integrations.webhook_url': 'wire.url',
    'integrations.enabled': 'wire.switch',
    'interviews.starts_at': 'quasi.identifier',
  },
};
