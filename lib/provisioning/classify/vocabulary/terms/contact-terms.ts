import { type ColumnTerm, coded, term, text } from './term';

/** How and where people are reached and seen: mail, telephone, address, network, device, place, likeness. */
export const contactTerms: readonly ColumnTerm[] = [
  term(
    'direct.mail',
    0.9,
    text,
    `e ?mails?, e ?mail ?(?:addr|address|adresse|adres|id), mail, mails, mail ?(?:address|adresse), correo(?: electronico)?, courriel, posta elettronica, e ?post,
    epostadresse, sahkoposti, eposta, почта, reply to, cc, bcc, eml, mail ?addr, mail ?(?:privat|prive|werk|dienst|perso|pro|kontakt|contact), correo ?(?:inst(?:itucional)?|alt(?:ernativo)?), (?:inst|alt|alternate|secondary|backup|recovery|contact|school|work|private|personal|home|student|kontakt) ?(?:e ?)?mail, e ?mail ?(?:privat|private|work|perso|pro|oficial|personal|laboral|zakelijk|prive), correo ?(?:personal|laboral|e)?, adres e ?mail, mejl, poczta, email ?kontakt, sent ?to, notify, notify ?(?:to|email), send ?to, mailto, billing ?contact, invoice ?to,
    ηλεκτρονικό ταχυδρομείο, メール, 이메일, البريد الإلكتروني`,
  ),
  term(
    'direct.phone',
    0.85,
    coded,
    `(?:tele)?phones?, (?:tele)?phone ?(?:no|num|number|nr), tel, telno, telnr, telephones?, mobiles?, mobile ?(?:no|number|phone), cell, cell ?phone, msisdn, fax, fax ?(?:no|number|nr), faxnr,
    telefon, telefon ?(?:nr|nummer), telefonnummer, telefono, telefone, teléfono, handy, handynummer, mobil, mobilnummer, mobiltelefon, mobilfunk, rufnummer, portable, gsm, celular, cellulare, movil, telemovel, telefoon, telefoonnummer, mobiel, mobielnummer, whatsapp,
    puhelin, telefax, komorka, телефон, contact ?(?:no|number), emergency ?(?:number|phone), pager, home phone, work phone, ext, extension, phone ?ext(?:ension)?, durchwahl, nebenstelle, poste telephonique, interno, ramal, ph, phn, mob, mob ?(?:nr|no|num|tel), cel, cell ?(?:no|nr|num), ph ?(?:no|nr|num|home|work|mob), tel ?(?:no|nr|num|numer|p|g|m|d), tel(?:efon)? ?kontakt(?:owy)?, telefon ?(?:privat|dienst|geschaftlich|mobil|kontakt|komorkowy|stacjonarny|praca), movil ?(?:contacto|tutor|emergencia)?, noodnummer, notruf ?(?:nr|nummer)?, notfall ?(?:nr|nummer|tel(?:efon)?), emergency ?(?:contact ?)?(?:phone|tel|no|number|mobile), kin ?(?:tel|phone|mobile|no), tfno, tlf, tlf ?(?:nr|movil|fijo)?, tfn, tlfn, fono, fijo, fon, fone, fones, nr ?tel(?:efonu)?, numer ?tel(?:efonu)?, tel ?(?:kom|prive|werk|dom|privat|dienst|mob|fixe|port|perso|pro|gsm), num ?tel, numero ?(?:de )?tel(?:efono|efone|ephone)?, mobilni, mobilni tel, cep ?tel, gsm ?no,
    sms ?(?:to|number|no), text ?(?:to|number), caller, callee, called ?(?:no|number|party), calling ?(?:no|number|party), calls?, cli, a number, b number, ani, dnis, dialled, dialed ?(?:no|number)?, landline, daytime ?(?:phone|tel), night ?(?:phone|tel), piepser, pieper, sim ?(?:no|number)?, hotline, call ?back ?(?:no|number|phone), rueckruf, ruckruf(?:nummer)?, num ?movil, telefoonnr, mobielnr, telefon ?(?:1|2)?, signal, viber, τηλέφωνο, 電話(?:番号)?, 전화(?:번호)?, رقم الهاتف`,
  ),
  term(
    'direct.address',
    0.8,
    text,
    `address, addr, address ?line, addressline, addressline one, street, street ?(?:name|address|line|no|number), house ?(?:no|number|name), home address, billing address, shipping address, ship ?address, bill ?address, mailing address, postal address, residence,
    strasse, strasze, str, strassenname, hausnummer, hausnr, anschrift, wohnadresse, adresse, adresszeile, rue, voie, calle, direccion, domicilio, indirizzo, via, civico, endereco, rua, logradouro, morada, bairro, straat, straatnaam, huisnummer, adres, adress,
    gatuadress, gata, vej, ulica, ulice, cim, utca, osoite, sokak, cadde, adresi, адрес, улица, apartment, apt, flat, suite, po box, complement, complement d adresse, adresszusatz, complemento, co address, unit ?(?:no|number), addr ?line, address ?(?:street|house|extra|full|text), street ?(?:addr|nr|and number), hnr, hs ?nr, h ?nr, addr ?ln, str ?(?:name|nm), ul, nr ?domu, nr ?lokalu, nr ?mieszkania, numer ?(?:domu|lokalu|mieszkania), adres ?(?:zamieszkania|korespondencyjny|zameldowania|dostawy), dom, dom ?addr(?:ess)?, anschr, str ?(?:nr|hausnr), strasse ?(?:nr|hausnr|hausnummer), liefer ?(?:adresse|anschrift), rechnungs ?(?:adresse|anschrift),
    numero ?(?:ext|int|exterior|interior|civico), num ?(?:rue|voie|ext|int), no ?rue, lieu ?dit, adr, adr ?(?:line|ligne|rue|livraison|facturation), ligne ?(?:adresse)?, direc, dir, domic, dom ?fiscal, colonia, via ?(?:e )?(?:numero|civico), num ?civico, n ?civico, end, ender, num ?casa, huisnr, huis ?nr, toevoeging, huisnr ?toev, adresregel, bezorg ?adres, post ?adres, aflever ?adres, besok ?sadress, leverings ?adresse, cislo popisne, cp ?ulice, utca ?(?:hazszam)?, hazszam, lakcim, mahalle, ev ?adresi, katu ?osoite, delivery ?(?:address|addr|to), drop ?off(?: ?(?:address|addr|location))?, pick ?up ?(?:address|addr|location), service ?address, installation ?address, premises?, site ?address, line, διεύθυνση, 住所, 주소, العنوان`,
    'street',
  ),
  term(
    'direct.ip_address',
    0.85,
    text,
    `ip, ips, ip ?addr, ip ?address, ip ?adresse, remote ?(?:ip|addr|address), client ?(?:ip|addr|address), last ip, login ip, source ip, host ip, adresse ip, direccion ip, ip ?(?:v|ver)?, ip ?from, src ?(?:ip|addr), dst ?(?:ip|addr), peer ?(?:ip|addr)?, adres ip, ip ?adres, adresa ip, ip ?cim, seen ?from, logged ?in ?from, from ?ip, x forwarded for, remote`,
  ),
  term(
    'direct.device',
    0.8,
    coded,
    `mac, mac ?addr, mac ?address, imei, imsi, iccid, device ?(?:id|uuid|identifier|fingerprint|serial), user ?agent, browser ?(?:agent|fingerprint)?, fingerprint, advertising id, idfa, gaid, ad id, visitor ?id, anonymous id, cookie ?id, licen[cs]e ?plate(?: ?(?:no|number))?, plate ?(?:no|number), number plate, vehicle ?(?:plate|registration), vin, kennzeichen, kfz ?kennzeichen, immatriculation, targa, matricula, kenteken, rejestracja, nr ?rej(?:estracyjny)?, numer rejestracyjny, spz, rendszam, plaka, rekisteri ?numero, reg ?(?:no|nr|number|plate), regnr, registration ?(?:no|number|plate), vehicle ?reg, placa ?(?:vehiculo)?, patente, plaque, serial ?(?:no|number)? ?(?:of )?device, sim, handset, terminal ?(?:imei)?, udid, android id, push ?id, mac ?(?:wifi|lan), hw ?id, hardware ?id, meid, esn, chip ?(?:no|nr|number), equipo`,
  ),
  term(
    'direct.location',
    0.8,
    ['number', 'text'],
    `lat, latitude, lng, lon, long, longitude, geo ?(?:lat|lng|lon|location|point|code|hash), gps(?: ?(?:lat|lng|lon|coordinates?))?, coordinates?, coords?, breitengrad, langengrad, latitud, longitud`,
  ),
  term(
    'direct.image',
    0.8,
    ['bytes', 'text'],
    `photos?, photo ?(?:url|path|file|data)?, picture, profile ?(?:pic|picture|photo|image), avatars?, avatar ?url, portrait, selfie, head ?shot, signature(?: ?(?:image|data|file))?, unterschrift, foto, passfoto, face ?(?:image|id|encoding), fingerprint ?(?:data|template), voice ?(?:print|sample), x ?ray, passport scan, id scan, bild, lichtbild, zdjecie, fotografia, fotka, kep, fenykep, resim, fotograf, valokuva, billede, bilde, immagine, imagem, imagen, foto ?(?:url|pfad|path|file)?, pasfoto, profil ?bild, podpis, firma ?(?:digital|imagen|img), assinatura, handtekening, underskrift, alairas, imza, allekirjoitus, mugshot, thumb(?:nail)? ?(?:url)?, image ?(?:of )?(?:face|person|id), scan, id ?(?:copy|front|back), selfie ?(?:url|path)?, face, pic`,
  ),
];
