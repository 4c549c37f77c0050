import { phrases } from './name-tokens';

/** What tables are about, by their names: whether a bare `name` is a person's, a firm's or a thing's hangs on it. */

const people =
  phrases(`users?, customers?, clients?, employees?, emps?, staffs?, workers?, persons?, people, patients?, members?, contacts?, authors?, students?, pupils?, teachers?, lecturers?, instructors?, professors?, doctors?, physicians?,
  nurses?, guests?, passengers?, travell?ers?, subscribers?, profiles?, leads?, prospects?, applicants?, candidates?, tenants?, residents?, drivers?, riders?, couriers?, players?, attendees?, participants?, volunteers?, donors?, voters?, citizens?, buyers?, sellers?, agents?, managers?, admins?, operators?, technicians?, borrowers?, debtors?, insured, beneficiar(?:y|ies), dependents?, dependants?, relatives?, guardians?, parents?, children, household members?, actors?, directors?, salespersons?, sales ?reps?, representatives?, owners?, visitors?, recipients?, providers?, practitioners?, clinicians?, caregivers?, reviewers?,
  benutzer, nutzer, kunden?, mitarbeiter, angestellte, personen?, patienten?, mitglieder?, kontakte?, schuler, studenten?, lehrer, arzte?, gaste?, utilisateurs?, employes?, personnes?, adherents?, etudiants?, usuarios?, clientes?, empleados?, personas?, pacientes?, socios?, alumnos?, utenti?, clienti, dipendenti?, persone, pazienti?, usuario, funcionarios?, pessoas?, gebruikers?, klanten?, medewerkers?, personen, brukere?, kunder?, ansatte?, anvandare?, anstallda?, uzytkownic?y?, klienci?, pracownic?y?, osoby?, uzivatele?, zakaznici?, zamestnanci?, felhasznalok?, ugyfelek?, musteriler?, kullanicilar?, hastalar?,
  usr, usrs, cust, custs, empl?, pat, pats, pers, persone?el, personnel, mitarb, mitgl, kd, kund, kontaktpersonen?, ansprechpartner, bewohner, schueler, teilnehmer, versicherte?, mieter, eigentumer, fahrer, arzt, ärzte, lehrkrafte, dozenten?, bewerber, besucher, azubis?, auszubildende, halter, inhaber, spender, abonnenten,
  clients?, salaries?, salarie, eleves?, enseignants?, locataires?, assures?, membres?, beneficiaires?, conducteurs?, abonnes?, candidats?, contacts?, visiteurs?, proprietaires?, benevoles?, donateurs?, trabajador(?:es)?, familiares?, profesor(?:es)?, docentes?, inquilinos?, asegurados?, miembros?, conductor(?:es)?, titular(?:es)?, propietarios?, abonados?, afiliados?, huespedes, voluntarios?, contactos?, estudiantes?, medicos?, enfermer[oa]s, colaboradores?, motoristas?, alunos?, professores, moradores?, segurados?, associados?, medic[io], student[ei]|studenti, docenti, inquilini, assicurati, soci, iscritti, autisti, proprietari, volontari, abbonati, ospiti, referenti, collaboratori,
  huurders?, verhuurders?, bewoners?, leden, leerlingen, studenten, docenten, verzekerden, bestuurders?, contactpersonen, abonnees?, patienten, werknemers?, vrijwilligers?, eigenaren, gasten, relaties, medlemmar, medlemmer, elever, larare, laerere, pasienter, hyresgaster, kontakter, givare, donorer, deltagare, deltakere, studenter, forare, potilaat, asiakkaat, jasenet, opiskelijat, henkilot, tyontekijat,
  uczniowie, uczen, studenci, nauczyciele, pacjenci, czlonkowie, najemcy, lokatorzy, kierowcy, lekarze, rodzice, opiekunowie, kontakty, abonenci, ubezpieczeni, goscie, zaci, studenti, ucitele, pacienti, clenove, ridici, lekari, hoste, najemnici, osoby, tanulok, diakok, tanarok, betegek, tagok, dolgozok, berlok, ogrenciler, ogretmenler, uyeler, calisanlar, kiracilar, personel, stewards?, guards?, coaches, trainers?, tutors?, mentors?, crew, crews?, pilots?, chefs?, hosts?, heirs?, witness(?:es)?, claimants?, defendants?, plaintiffs?, lawyers?, judges?, tradespeople, carers?, next of kin, kin, emergency contacts?, signatories|signator(?:y|ies), holders?, lessees?, lessors?, renters?, landlords?, enrollees?, learners?, alumni|alumnus|alumnae, musicians?, artists?, performers?, speakers?, organi[sz]ers?, scouts?, officers?, inmates?, suspects?, victims?, adopters?, fosterers?, breeders?, keepers?, inspectors?, mechanics?, engineers?, riders?, jockeys?, referees?, umpires?`);

const firms = phrases(
  `compan(?:y|ies), firms?, organi[sz]ations?, orgs?, suppliers?, vendors?, merchants?, shippers?, carriers?, manufacturers?, partners?, accounts?, businesses, dealers?, distributors?, publishers?, agenc(?:y|ies), hospitals?, clinics?, pharmac(?:y|ies), stores?, shops?, branches, labels?, studios?, banks?, insurers?, employers?, universities, schools?, lieferanten?, firmen?, unternehmen, entreprises?, societes?, fournisseurs?, empresas?, proveedores?, aziende?, fornitori?, bedrijven, leveranciers?`,
);

const wires = phrases(
  `web ?hooks?, web ?hook ?(?:endpoints?|subscriptions?|targets?|configs?), hooks?, callbacks?, end ?points?, integrations?, connectors?, connections?, smtp(?: ?(?:settings?|configs?|servers?))?, mail ?(?:settings?|servers?|configs?|accounts?), email ?(?:settings?|servers?|configs?), notification ?(?:channels?|targets?|settings?), schedules?, schedulers?, scheduled ?(?:jobs?|tasks?|reports?), cron ?jobs?, jobs?, data ?feeds?, sync ?(?:jobs?|configs?), payment ?gateways?, gateways?, alert ?channels?, subscriptions? ?endpoints?, outbound`,
);

const secrets = phrases(
  `sessions?, tokens?, api ?keys?, keys?, credentials?, secrets?, oauth ?(?:tokens?|clients?|apps?|access ?tokens?)?, access ?tokens?, refresh ?tokens?, password ?resets?, personal access tokens?, login ?tokens?, verification ?tokens?`,
);

const places = phrases(
  `addresses, address, adressen?, adresses, direcciones, indirizzi, enderecos, adressen, locations?, sites?, cities, countries, regions?, states?, provinces?, territories, zip ?codes?, towns?`,
);

export type TableSubject = 'people' | 'firms' | 'wires' | 'secrets' | 'places' | 'things';

/** The subject that a table's words (as `wordsOf` gives them) tell; most tables are of things. The last word decides. */
export function subjectOf(words: string): TableSubject {
  const tests: [TableSubject, RegExp][] = [
    ['secrets', secrets],
    ['wires', wires],
    ['people', people],
    ['firms', firms],
    ['places', places],
  ];
  const last = words.split(' ').at(-1) ?? '';
  const byLast = tests.find(([, test]) => test.test(last));
  const whole = tests.find(([, test]) => test.test(words) && (test === secrets || test === wires));
  return (whole ?? byLast)?.[0] ?? 'things';
}

/** Words that, before `name`, make it a thing's. */
export const thingWords = phrases(
  `products?, items?, articles?, artikel, produkt, categor(?:y|ies), kategorie, departments?, dept, abteilung, depart[ae]ment[oi]?s?, roles?, groups?, teams?, courses?, class, events?, tracks?, songs?, albums?, genres?, media, films?, movies?, titles?, books?, brands?, models?, features?, plans?, permissions?, settings?, config, keys?, tags?, types?, status, states?, countr(?:y|ies), regions?, languages?, currenc(?:y|ies), units?, tables?, columns?, schemas?, hosts?, servers?, files?, jobs?, queues?, tasks?, projects?, warehouses?, rooms?, wards?, buildings?, floors?, drugs?, medications?, medicines?, procedures?, tests?, services?, playlists?, campaigns?, lists?, templates?, reports?, modules?, attributes?, options?, shipping ?methods?, payment ?methods?, steps?, stages?, parts?, process, machines?, lines?, work ?centers?, positions?, jobs? title, territor(?:y|ies), promotions?, coupons?, discounts?, currency, metrics?, event type, icons?, colou?rs?, specialt(?:y|ies), special(?:ity|ities)|diagnosis, insurance plans?, labs?`,
);
