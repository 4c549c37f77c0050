import { type Culture, cities, latin } from './culture';
import {
  britishInsuranceNumber,
  frenchNir,
  germanTaxId,
  spanishDni,
  swedishPersonalNumber,
} from './national-ids';

/**
 * Western and northern Europe: Latin letters with their accents. Numbers come from ranges set aside for fiction where a
 * country has one.
 */

export const german: Culture = {
  country: 'DE',
  language: 'de',
  nameShape: '{given} {family}',
  female: latin(
    'Anna Käthe Sabine Ursula Monika Heike Lena Johanna Bärbel Annegret Sophie Gesa Frauke Mareike Clara',
    'de',
  ),
  male: latin(
    'Jürgen Björn Götz Matthias Wolfgang Uwe Stefan Hans-Peter Günther Felix Lukas Thorsten Jörg Ulrich Dietmar Emil',
    'de',
  ),
  family: latin(
    'Müller Schäfer Weiß Großmann Köhler Böhm Krüger Schröder Vogt Lindner Überall Nußbaum Hoffmann Ziegler Brandt Kästner Jäger Fröhlich Strauß Lüdtke Reinhardt Ostermann Pfeiffer Wölfel',
    'de',
  ),
  cities: cities(`
    München|80###|48.137|11.575
    Köln|50###|50.938|6.960
    Nürnberg|90###|49.452|11.077
    Göttingen|37###|51.534|9.932
    Chemnitz|09###|50.833|12.920
    Friedrichshafen|880##|47.654|9.479`),
  streets: [
    'Gießereistraße',
    'Am Mühlbach',
    'Schloßplatz',
    'Bahnhofstraße',
    'Zeppelinweg',
    'Lindenallee',
    'Werkstraße',
  ],
  addressLine: '{street} {number}',
  phones: ['+49 151 %#######', '+49 89 %######', '+49 221 %######'],
  companies: [
    '{family} Metallbau GmbH',
    '{family} & Söhne KG',
    'Präzisionsteile {city} GmbH',
    '{family} Federn AG',
    'Galvanik {family} e. K.',
  ],
  account: '##################',
  nationalId: germanTaxId,
  notes: [
    'Rücksprache mit {name} ({phone}): Charge bleibt gesperrt, bis das Zeugnis für {part} vorliegt.',
    '{name} hat am {day} angerufen, die Maße an {part} weichen an der Bohrung um 0,2 mm ab.',
    'Bitte Prüfprotokoll an {mail} schicken, nicht mehr an die alte Adresse.',
    'Nachtschicht: {name} hat die Vorrichtung neu eingemessen, danach keine Abweichung mehr.',
  ],
};

export const french: Culture = {
  country: 'FR',
  language: 'fr',
  nameShape: '{given} {family}',
  female: latin(
    'Zoé Amélie Hélène Françoise Chloé Anaïs Léa Noémie Marguerite Solène Aurélie Inès Océane Béatrice',
  ),
  male: latin(
    'François Jérôme Étienne Benoît Loïc Rémi Théo Gaël Anthony Jean-Noël Mathéo Cédric Stéphane Aurélien',
  ),
  family: latin(
    'Lefèvre Dubois Bélanger Château Fontaine Gauthier Lemaître Moreau Rousseau Garçon Delacroix Béranger Pasquier Noël Chevallier Marchand Guérin Brûlé Forêt Perrin',
  ),
  cities: cities(`
    Besançon|25000|47.238|6.024
    Saint-Étienne|42#00|45.439|4.387
    Orléans|45000|47.903|1.909
    Nîmes|30000|43.837|4.360
    Angoulême|16000|45.649|0.156`),
  streets: [
    'rue de la République',
    'avenue des Forges',
    'quai de l’Écluse',
    'impasse du Moulin',
    'boulevard Voltaire',
    'chemin des Prés',
  ],
  addressLine: '{number}, {street}',
  phones: ['+33 6 39 98 ## ##', '+33 1 99 00 ## ##', '+33 7 %# ## ## ##'],
  companies: [
    'Ateliers {family} SARL',
    'Mécanique {family} et Fils',
    'Forges de {city} SA',
    'Visserie {family} SAS',
  ],
  account: '####################0##',
  nationalId: frenchNir,
  notes: [
    'Vu avec {name} au {phone} : la pièce {part} sera reprise sous garantie.',
    '{name} demande le certificat matière avant le {day}, à envoyer à {mail}.',
    'Arrêt de ligne à 14 h, {name} a remplacé le capteur, redémarrage sans défaut.',
    'Le lot de {part} présente des bavures, {name} prévient le fournisseur.',
  ],
};

export const spanish: Culture = {
  country: 'ES',
  language: 'es',
  nameShape: '{given} {family}',
  female: latin(
    'María_José Begoña Itziar Núria Lucía Sofía Rocío Inés Montserrat Concepción Ángela Leire Paula Noelia',
  ),
  male: latin('José Íñigo Álvaro Jesús Raúl Andrés Martín Óscar Iván Sebastián Joaquín Rubén Hernán Aitor'),
  family: latin(
    'García_Muñoz Núñez Peña Ibáñez Gutiérrez Rodríguez_Vidal Echeverría Castaño Quiñones López Fernández_Ríos Ordóñez Sáenz Villaseñor Zúñiga Bermúdez Marín Cortés Domínguez Soler',
  ),
  cities: cities(`
    A Coruña|150##|43.362|-8.411
    Málaga|290##|36.721|-4.421
    Logroño|260##|42.465|-2.445
    Sant Cugat|08172|41.472|2.085
    Vitoria-Gasteiz|010##|42.847|-2.673`),
  streets: [
    'Calle de la Fundición',
    'Avenida de la Constitución',
    'Camino Viejo',
    'Plaza de España',
    'Carrer del Carme',
    'Polígono Ibaiondo',
  ],
  addressLine: '{street}, {number}',
  phones: ['+34 6## ### ###', '+34 93 ### ## ##', '+34 7%# ### ###'],
  companies: [
    'Talleres {family} S.L.',
    'Hermanos {family} S.A.',
    'Mecanizados {city} S.L.U.',
    'Aceros {family}',
  ],
  account: '####################',
  nationalId: spanishDni,
  notes: [
    'Llamar a {name} al {phone} antes de descargar {part}.',
    '{name} confirma la entrega para el {day}; avisar también a {mail}.',
    'El par de apriete no llegaba; {name} cambió la batería de la llave y se repitió la medición.',
    'Señora {name}: pide que el albarán lleve el número de pedido completo.',
  ],
};

export const swedish: Culture = {
  country: 'SE',
  language: 'sv',
  nameShape: '{given} {family}',
  female: latin('Åsa Märta Linnéa Görel Ingrid Sigrid Elsa Frida Kajsa Malin Ebba Astrid'),
  male: latin('Håkan Göran Björn Sören Åke Nils Örjan Emil Rasmus Gustav Mårten Pär'),
  family: latin(
    'Öberg Sjöström Lindström Åkesson Bergström Nordström Hägglund Löfgren Sandström Ek Wikström Ångström Dahlgren Näslund Forsberg Blomqvist',
  ),
  cities: cities(`
    Göteborg|41# ##|57.709|11.975
    Malmö|21# ##|55.605|13.003
    Luleå|97# ##|65.584|22.154
    Jönköping|55# ##|57.782|14.161`),
  streets: ['Storgatan', 'Hamnvägen', 'Järnvägsgatan', 'Björkstigen', 'Östra Ågatan', 'Verkstadsgatan'],
  addressLine: '{street} {number}',
  phones: ['+46 70 174 06 ##', '+46 31 390 06 ##', '+46 73 ### ## ##'],
  companies: [
    '{family} Verkstads AB',
    'Bröderna {family} HB',
    '{city} Finmekanik AB',
    '{family} Ytbehandling AB',
  ],
  account: '####################',
  nationalId: swedishPersonalNumber,
  notes: [
    'Ring {name} på {phone} om {part} inte kommit till {day}.',
    '{name} har kalibrerat om mätdonet, protokollet mejlat till {mail}.',
    'Två av tio ur partiet {part} underkända. {name} tar det med leverantören.',
  ],
};

export const british: Culture = {
  country: 'GB',
  language: 'en',
  nameShape: '{given} {family}',
  female: latin('Siân Gwyneth Aoife Charlotte Imogen Beatrix Niamh Eleanor Harriet Priya Florence Rhiannon'),
  male: latin('Alistair Rhys Callum Ewan Oliver Graham Nigel Declan Jasper Tobias Hamish Gareth'),
  family: latin(
    "O'Connor MacLeod Featherstone Hughes Ashworth Pemberton Llewellyn Clarke Whitaker Barraclough Entwistle Okafor Sinclair Thwaites Abernathy Fairclough",
  ),
  cities: cities(`
    Sheffield|S# #??|53.381|-1.470
    Newcastle upon Tyne|NE# #??|54.978|-1.618
    Coventry|CV# #??|52.407|-1.519
    Llandudno|LL30 #??|53.324|-3.828`),
  streets: [
    'Foundry Lane',
    "St Mary's Road",
    'Canal Street',
    'The Old Forge',
    'Victoria Terrace',
    'Kelham Island',
  ],
  addressLine: '{number} {street}',
  phones: ['+44 7700 900###', '+44 114 496 0###', '+44 191 498 0###'],
  companies: [
    '{family} & Daughters Ltd',
    '{family} Precision Engineering Ltd',
    '{city} Castings plc',
    '{family} Fasteners LLP',
  ],
  account: 'NWBK##############',
  nationalId: britishInsuranceNumber,
  notes: [
    'Spoke to {name} on {phone}; happy to take {part} on concession this once.',
    "{name} says the bore gauge was dropped on {day}. Quarantined, mail {mail} when it's back.",
    'Reworked by {name} at the end of shift. Second reading inside tolerance.',
    'Chased {name} again about the missing material certificate for {part}.',
  ],
};
