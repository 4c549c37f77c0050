import { base, en, es, Faker, fr } from '@faker-js/faker';
import type { DetectionFixture } from './fixture';

/** Personnel, an online shop with French names, and a hospital with Spanish ones. Once unseen; the rules have since learnt from what they missed here. */

const english = new Faker({ locale: [en, base] });
const french = new Faker({ locale: [fr, en, base] });
const spanish = new Faker({ locale: [es, en, base] });
const times = <T>(count: number, make: (at: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at + 1));
const day = (date: Date) => date.toISOString().slice(0, 10);

export const staff: DetectionFixture = {
  schema: 'staff',
  structure: `
    CREATE TABLE departments (dept_no char(4) PRIMARY KEY, dept_name varchar(40) UNIQUE);
    CREATE TABLE employees (emp_no int PRIMARY KEY, birth_date date NOT NULL, first_name varchar(14), last_name varchar(16), gender char(1), hire_date date, ssn char(11), work_email varchar(80), mobile_no varchar(25), emergency_contact_name text, emergency_contact_phone text, bank_acct_no varchar(34), home_addr text, nationality text);
    CREATE TABLE salaries (emp_no int REFERENCES employees, salary int, from_date date, to_date date, PRIMARY KEY (emp_no, from_date));
    CREATE TABLE titles (emp_no int REFERENCES employees, title varchar(50), from_date date, to_date date, PRIMARY KEY (emp_no, title, from_date));
    CREATE TABLE dept_emp (emp_no int REFERENCES employees, dept_no char(4) REFERENCES departments, from_date date, to_date date, PRIMARY KEY (emp_no, dept_no));
    CREATE TABLE jobs (job_id varchar(10) PRIMARY KEY, job_title varchar(35), min_salary int, max_salary int);
    CREATE TABLE locations (location_id int PRIMARY KEY, street_address varchar(60), postal_code varchar(12), city varchar(30), state_province varchar(25), country_id char(2));
    CREATE TABLE dependents (dependent_id int PRIMARY KEY, emp_no int REFERENCES employees, given_name text, surname text, relationship text, dob date);
    CREATE TABLE performance_reviews (id int PRIMARY KEY, emp_no int REFERENCES employees, reviewer int REFERENCES employees, score int, comments text, reviewed_on date);
    CREATE TABLE vpn_access (id int PRIMARY KEY, emp_no int REFERENCES employees, device_mac macaddr, last_ip text, client_version text);`,
  rows: () => {
    english.seed(201);
    const f = english;
    const until = '9999-01-01';
    return {
      departments: times(9, (n) => ({ dept_no: `d00${n}`, dept_name: `${f.commerce.department()} ${n}` })),
      employees: times(300, (n) => ({
        emp_no: 10_000 + n,
        birth_date: day(f.date.birthdate()),
        first_name: f.person.firstName().slice(0, 14),
        last_name: f.person.lastName().slice(0, 16),
        gender: n % 2 ? 'F' : 'M',
        hire_date: day(f.date.past({ years: 20 })),
        ssn: `${f.number.int({ min: 100, max: 665 })}-${f.string.numeric(1)}1-${f.string.numeric(3)}1`,
        work_email: f.internet.email(),
        mobile_no: f.phone.number({ style: 'international' }),
        emergency_contact_name: f.person.fullName(),
        emergency_contact_phone: f.phone.number(),
        bank_acct_no: f.finance.accountNumber(10),
        home_addr: `${f.location.streetAddress()}, ${f.location.city()}`,
        nationality: f.location.country(),
      })),
      salaries: times(300, (n) => ({
        emp_no: 10_000 + n,
        salary: f.number.int({ min: 30_000, max: 120_000 }),
        from_date: day(f.date.past()),
        to_date: until,
      })),
      titles: times(300, (n) => ({
        emp_no: 10_000 + n,
        title: f.helpers.arrayElement(['Engineer', 'Senior Engineer', 'Staff', 'Technique Leader']),
        from_date: day(f.date.past()),
        to_date: until,
      })),
      dept_emp: times(300, (n) => ({
        emp_no: 10_000 + n,
        dept_no: `d00${(n % 9) + 1}`,
        from_date: day(f.date.past()),
        to_date: until,
      })),
      jobs: times(19, (n) => ({
        job_id: `JOB_${n}`,
        job_title: f.person.jobType(),
        min_salary: 4_000,
        max_salary: 9_000,
      })),
      locations: times(23, (n) => ({
        location_id: n,
        street_address: f.location.streetAddress(),
        postal_code: f.location.zipCode(),
        city: f.location.city().slice(0, 30),
        state_province: f.location.state(),
        country_id: 'US',
      })),
      dependents: times(90, (n) => ({
        dependent_id: n,
        emp_no: 10_000 + n,
        given_name: f.person.firstName(),
        surname: f.person.lastName(),
        relationship: 'child',
        dob: day(f.date.past({ years: 17 })),
      })),
      performance_reviews: times(150, (n) => ({
        id: n,
        emp_no: 10_000 + n,
        reviewer: 10_001,
        score: 3,
        comments: f.lorem.sentences(2),
        reviewed_on: day(f.date.past()),
      })),
      vpn_access: times(100, (n) => ({
        id: n,
        emp_no: 10_000 + n,
        device_mac: f.internet.mac(),
        last_ip: f.internet.ipv4(),
        client_version: f.system.semver(),
      })),
    };
  },
  truth: {
    'employees.birth_date': 'direct.birth_date',
    'employees.first_name': 'direct.person_name',
    'employees.last_name': 'direct.person_name',
    'employees.gender': 'quasi.identifier',
    'employees.hire_date': 'quasi.identifier',
    'employees.ssn': 'direct.national_id',
    'employees.work_email': 'direct.mail',
    'employees.mobile_no': 'direct.phone',
    'employees.emergency_contact_name': 'direct.person_name',
    'employees.emergency_contact_phone': 'direct.phone',
    'employees.bank_acct_no': 'direct.account_number',
    'employees.home_addr': 'direct.address',
    'employees.nationality': 'quasi.identifier',
    'salaries.salary': 'quasi.identifier',
    'titles.title': 'quasi.identifier',
    'locations.street_address': 'direct.address',
    'locations.postal_code': 'quasi.identifier',
    'locations.city': 'quasi.identifier',
    'dependents.given_name': 'direct.person_name',
    'dependents.surname': 'direct.person_name',
    'dependents.dob': 'direct.birth_date',
    'performance_reviews.comments': 'direct.free_text',
    'vpn_access.device_mac': 'direct.device',
    'vpn_access.last_ip': 'direct.ip_address',
  },
};

export const boutique: DetectionFixture = {
  schema: 'boutique',
  structure: `
    CREATE TABLE clients (id int PRIMARY KEY, civilite text, nom text, prenom text, courriel text, mot_de_passe text, telephone text, naissance date, inscrit_le timestamptz, newsletter boolean, points int);
    CREATE TABLE adresses (id int PRIMARY KEY, client_id int REFERENCES clients, libelle text, voie text, complement text, code_postal text, ville text, pays text, gps point);
    CREATE TABLE produits (id int PRIMARY KEY, ref text UNIQUE, nom text, description text, prix numeric(8,2), stock int, poids_g int, image text, fabricant text);
    CREATE TABLE commandes (id int PRIMARY KEY, client_id int REFERENCES clients, adresse_id int REFERENCES adresses, passee_le timestamptz, statut text, total numeric(10,2), message_cadeau text, ip_client inet, navigateur text, infos jsonb);
    CREATE TABLE lignes_commande (commande_id int REFERENCES commandes, ligne int, produit_id int REFERENCES produits, quantite int, prix numeric(8,2), PRIMARY KEY (commande_id, ligne));
    CREATE TABLE paiements (id int PRIMARY KEY, commande_id int REFERENCES commandes, titulaire text, carte text, expire char(5), iban text, montant numeric(10,2), transaction_ref text);
    CREATE TABLE avis (id int PRIMARY KEY, produit_id int REFERENCES produits, client_id int REFERENCES clients, note int, titre text, texte text, publie_le date);
    CREATE TABLE parametres (cle text PRIMARY KEY, valeur text);
    CREATE TABLE jetons_api (id int PRIMARY KEY, libelle text, jeton text, cree_le timestamptz);`,
  rows: () => {
    french.seed(202);
    const f = french;
    return {
      clients: times(250, (n) => ({
        id: n,
        civilite: n % 2 ? 'M.' : 'Mme',
        nom: f.person.lastName(),
        prenom: f.person.firstName(),
        courriel: f.internet.email(),
        mot_de_passe: `$argon2id$v=19$m=65536,t=3,p=4$${f.string.alphanumeric(22)}$${f.string.alphanumeric(43)}`,
        telephone: f.phone.number(),
        naissance: day(f.date.birthdate()),
        inscrit_le: f.date.past().toISOString(),
        newsletter: true,
        points: n,
      })),
      adresses: times(250, (n) => ({
        id: n,
        client_id: n,
        libelle: f.helpers.arrayElement(['Maison', 'Bureau']),
        voie: f.location.streetAddress(),
        complement: n % 6 ? null : f.location.secondaryAddress(),
        code_postal: f.location.zipCode(),
        ville: f.location.city(),
        pays: 'France',
        gps: `(${f.location.longitude()},${f.location.latitude()})`,
      })),
      produits: times(90, (n) => ({
        id: n,
        ref: `REF-${n}`,
        nom: f.commerce.productName(),
        description: f.commerce.productDescription(),
        prix: f.commerce.price(),
        stock: n,
        poids_g: 300 + n,
        image: `produits/${n}.jpg`,
        fabricant: f.company.name(),
      })),
      commandes: times(250, (n) => ({
        id: n,
        client_id: n,
        adresse_id: n,
        passee_le: f.date.past().toISOString(),
        statut: f.helpers.arrayElement(['payee', 'expediee', 'annulee']),
        total: f.commerce.price(),
        message_cadeau:
          n % 7
            ? null
            : `Joyeux anniversaire ${f.person.firstName()} et gros bisous de la part de ${f.person.firstName()}`,
        ip_client: f.internet.ip(),
        navigateur: f.internet.userAgent(),
        infos: {
          livraison: { contact: f.person.fullName(), tel: f.phone.number() },
          promo: n % 2 ? 'NOEL' : null,
        },
      })),
      lignes_commande: times(250, (n) => ({
        commande_id: n,
        ligne: 1,
        produit_id: (n % 90) + 1,
        quantite: 1,
        prix: 9.5,
      })),
      paiements: times(250, (n) => ({
        id: n,
        commande_id: n,
        titulaire: f.person.fullName(),
        carte: n % 3 ? f.finance.creditCardNumber('visa') : null,
        expire: '09/29',
        iban: n % 3 ? null : f.finance.iban({ formatted: false, countryCode: 'FR' }),
        montant: f.commerce.price(),
        transaction_ref: f.string.uuid(),
      })),
      avis: times(120, (n) => ({
        id: n,
        produit_id: (n % 90) + 1,
        client_id: n,
        note: 4,
        titre: f.lorem.words(3),
        texte: f.lorem.sentences(2),
        publie_le: day(f.date.past()),
      })),
      parametres: times(10, (n) => ({ cle: `boutique.option_${n}`, valeur: String(n) })),
      jetons_api: times(12, (n) => ({
        id: n,
        libelle: `Partenaire ${n}`,
        jeton: `btq_${f.string.alphanumeric(40)}`,
        cree_le: f.date.past().toISOString(),
      })),
    };
  },
  truth: {
    'clients.civilite': 'quasi.identifier',
    'clients.nom': 'direct.person_name',
    'clients.prenom': 'direct.person_name',
    'clients.courriel': 'direct.mail',
    'clients.mot_de_passe': 'secret.password',
    'clients.telephone': 'direct.phone',
    'clients.naissance': 'direct.birth_date',
    'adresses.voie': 'direct.address',
    'adresses.complement': 'direct.address',
    'adresses.code_postal': 'quasi.identifier',
    'adresses.ville': 'quasi.identifier',
    'adresses.gps': 'direct.location',
    'commandes.message_cadeau': 'direct.free_text',
    'commandes.ip_client': 'direct.ip_address',
    'commandes.navigateur': 'direct.device',
    'commandes.infos': 'direct.person_name',
    'paiements.titulaire': 'direct.person_name',
    'paiements.carte': 'direct.card_number',
    'paiements.expire': 'quasi.identifier',
    'paiements.iban': 'direct.account_number',
    'produits.fabricant': 'quasi.identifier',
    'avis.titre': 'direct.free_text',
    'avis.texte': 'direct.free_text',
    'jetons_api.jeton': 'secret.token',
  },
};

export const clinic: DetectionFixture = {
  schema: 'clinic',
  structure: `
    CREATE TABLE pacientes (id int PRIMARY KEY, nhc text UNIQUE, nombre text, apellido1 text, apellido2 text, fecha_nacimiento date, sexo char(1), dni char(9), telefono text, correo text, direccion text, cp char(5), localidad text, grupo_sanguineo text, aseguradora text, poliza text, alergias text, foto bytea);
    CREATE TABLE medicos (id int PRIMARY KEY, nombre_completo text, num_colegiado text, especialidad text, email text, extension text);
    CREATE TABLE citas (id int PRIMARY KEY, paciente_id int REFERENCES pacientes, medico_id int REFERENCES medicos, fecha timestamptz, sala text, motivo text, estado text, confirmada boolean);
    CREATE TABLE ingresos (id int PRIMARY KEY, paciente_id int REFERENCES pacientes, fecha_ingreso timestamptz, fecha_alta timestamptz, planta int, cama text, diagnostico text, codigo_cie text);
    CREATE TABLE familiares (paciente_id int REFERENCES pacientes, orden int, nombre text, parentesco text, telefono text, PRIMARY KEY (paciente_id, orden));
    CREATE TABLE medicamentos (id int PRIMARY KEY, nombre text, principio_activo text, dosis_mg int, laboratorio text);
    CREATE TABLE recetas (id int PRIMARY KEY, ingreso_id int REFERENCES ingresos, medicamento_id int REFERENCES medicamentos, pauta text, observaciones text, emitida date);
    CREATE TABLE constantes (id int PRIMARY KEY, ingreso_id int REFERENCES ingresos, tomada timestamptz, tension int, pulso int, temperatura numeric(4,1));
    CREATE TABLE accesos (id int PRIMARY KEY, usuario text, ip text, accion text, momento timestamptz);`,
  rows: () => {
    spanish.seed(203);
    const f = spanish;
    const letters = 'TRWAGMYFPDXBNJZSQVHLCKE';
    const dni = () => {
      const n = f.number.int({ min: 10_000_000, max: 99_999_999 });
      return `${n}${letters[n % 23]}`;
    };
    return {
      pacientes: times(250, (n) => ({
        id: n,
        nhc: `H${400_000 + n}`,
        nombre: f.person.firstName(),
        apellido1: f.person.lastName(),
        apellido2: f.person.lastName(),
        fecha_nacimiento: day(f.date.birthdate()),
        sexo: n % 2 ? 'M' : 'F',
        dni: dni(),
        telefono: f.phone.number(),
        correo: f.internet.email(),
        direccion: f.location.streetAddress(),
        cp: f.string.numeric(5),
        localidad: f.location.city(),
        grupo_sanguineo: f.helpers.arrayElement(['A+', '0-']),
        aseguradora: f.helpers.arrayElement(['Sanitas', 'Adeslas', 'Mapfre']),
        poliza: f.string.numeric(10),
        alergias: n % 9 ? null : f.lorem.words(3),
        foto: null,
      })),
      medicos: times(40, (n) => ({
        id: n,
        nombre_completo: f.person.fullName(),
        num_colegiado: f.string.numeric(9),
        especialidad: f.helpers.arrayElement(['Cardiología', 'Pediatría', 'Urgencias']),
        email: f.internet.email(),
        extension: f.string.numeric(4),
      })),
      citas: times(200, (n) => ({
        id: n,
        paciente_id: n,
        medico_id: (n % 40) + 1,
        fecha: f.date.soon().toISOString(),
        sala: `C${n % 12}`,
        motivo: f.lorem.sentence(),
        estado: f.helpers.arrayElement(['pendiente', 'hecha']),
        confirmada: true,
      })),
      ingresos: times(120, (n) => ({
        id: n,
        paciente_id: n,
        fecha_ingreso: f.date.past().toISOString(),
        fecha_alta: f.date.recent().toISOString(),
        planta: 2,
        cama: `${n}A`,
        diagnostico: f.lorem.sentence(),
        codigo_cie: `J${n % 100}.${n % 10}`,
      })),
      familiares: times(150, (n) => ({
        paciente_id: n,
        orden: 1,
        nombre: f.person.fullName(),
        parentesco: f.helpers.arrayElement(['madre', 'padre', 'cónyuge']),
        telefono: f.phone.number(),
      })),
      medicamentos: times(60, (n) => ({
        id: n,
        nombre: `${f.science.chemicalElement().name}ol ${n} mg`,
        principio_activo: f.science.chemicalElement().name,
        dosis_mg: n,
        laboratorio: f.company.name(),
      })),
      recetas: times(120, (n) => ({
        id: n,
        ingreso_id: n,
        medicamento_id: (n % 60) + 1,
        pauta: '1-0-1',
        observaciones: n % 3 ? null : f.lorem.sentence(),
        emitida: day(f.date.past()),
      })),
      constantes: times(120, (n) => ({
        id: n,
        ingreso_id: n,
        tomada: f.date.past().toISOString(),
        tension: 120,
        pulso: 70,
        temperatura: 36.6,
      })),
      accesos: times(200, (n) => ({
        id: n,
        usuario: f.internet.username(),
        ip: f.internet.ipv4(),
        accion: 'lectura',
        momento: f.date.past().toISOString(),
      })),
    };
  },
  truth: {
    'pacientes.nhc': 'direct.national_id',
    'pacientes.nombre': 'direct.person_name',
    'pacientes.apellido1': 'direct.person_name',
    'pacientes.apellido2': 'direct.person_name',
    'pacientes.fecha_nacimiento': 'direct.birth_date',
    'pacientes.sexo': 'quasi.identifier',
    'pacientes.dni': 'direct.national_id',
    'pacientes.telefono': 'direct.phone',
    'pacientes.correo': 'direct.mail',
    'pacientes.direccion': 'direct.address',
    'pacientes.cp': 'quasi.identifier',
    'pacientes.localidad': 'quasi.identifier',
    'pacientes.grupo_sanguineo': 'quasi.identifier',
    'pacientes.poliza': 'direct.national_id',
    'pacientes.alergias': 'direct.free_text',
    'pacientes.foto': 'direct.image',
    'medicos.nombre_completo': 'direct.person_name',
    'medicos.num_colegiado': 'direct.national_id',
    'medicos.email': 'direct.mail',
    'medicos.extension': 'direct.phone',
    'citas.fecha': 'quasi.identifier',
    'citas.motivo': 'direct.free_text',
    'ingresos.fecha_ingreso': 'quasi.identifier',
    'ingresos.fecha_alta': 'quasi.identifier',
    'ingresos.diagnostico': 'direct.free_text',
    'familiares.nombre': 'direct.person_name',
    'familiares.telefono': 'direct.phone',
    'recetas.observaciones': 'direct.free_text',
    'accesos.usuario': 'direct.username',
    'accesos.ip': 'direct.ip_address',
    'medicamentos.laboratorio': 'quasi.identifier',
    'constantes.tension': 'quasi.identifier',
    'constantes.pulso': 'quasi.identifier',
    'constantes.temperatura': 'quasi.identifier',
  },
};
