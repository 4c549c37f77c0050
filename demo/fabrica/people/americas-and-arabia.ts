import { type Culture, cities, latin, spelled } from './culture';
import { brazilianCpf, passportNumber, usSocialSecurity } from './national-ids';

/**
 * The United States, Brazil and the Emirates: many origins under one flag, and a script that runs from right to left.
 */

export const american: Culture = {
  country: 'US',
  language: 'en',
  nameShape: '{given} {family}',
  female: latin('Abigail Jasmine Guadalupe Shaniqua Madison Ruth Evelyn Keisha Brooke Hannah Dolores Grace'),
  male: latin('Tyrone Wyatt Ezekiel Hunter Diego Marcus Wesley Jamal Cody Abraham Vernon Leroy'),
  family: latin(
    'Washington Kowalczyk Ramirez Goldberg Thompson Nguyen DiMaggio Vanderbilt Jefferson Whitehorse Castillo McAllister Freeman Yamashiro Delgado Hutchinson',
  ),
  cities: cities(`
    Dayton|454##|39.759|-84.192
    Grand Rapids|495##|42.963|-85.668
    El Segundo|90245|33.919|-118.416
    Duluth|558##|46.787|-92.100`),
  streets: [
    'Foundry Ave',
    'E 3rd St',
    'Cottonwood Dr',
    'Industrial Pkwy',
    'Martin Luther King Jr Blvd',
    'County Road 12',
  ],
  addressLine: '{number} {street}',
  phones: ['+1 937-555-01##', '+1 616-555-01##', '+1 310-555-01##'],
  companies: [
    '{family} Tool & Die, Inc.',
    '{family} Brothers LLC',
    '{city} Aerospace Corp.',
    '{family} Plating Co.',
  ],
  nationalId: usSocialSecurity,
  notes: [
    'Per {name} ({phone}) hold {part} until the cert shows up.',
    '{name} signed the deviation on {day}. Copy to {mail} please.',
    'Fixture was loose, {name} re-torqued it and the next five were good.',
    'Customer called, asked for {name} by name. Wants photos of {part} before we ship.',
  ],
};

export const brazilian: Culture = {
  country: 'BR',
  language: 'pt',
  nameShape: '{given} {family}',
  female: latin('Conceição Iracema Thaís Letícia Vitória Antônia Júlia Luíza Fátima Débora'),
  male: latin('João Antônio Luís Cauê Fábio Sérgio Otávio Inácio Márcio Caetano'),
  family: latin(
    'Gonçalves Magalhães Araújo Conceição Brandão Simões Falcão Guimarães Assunção Barão Leitão Muniz Nóbrega Sá',
  ),
  cities: cities(`
    São José dos Campos|122##-###|-23.224|-45.901
    Florianópolis|880##-###|-27.595|-48.548
    Belém|660##-###|-1.456|-48.490`),
  streets: ['Rua das Indústrias', 'Avenida São João', 'Travessa do Operário', 'Rua Quinze de Novembro'],
  addressLine: '{street}, {number}',
  phones: ['+55 12 9####-####', '+55 48 3###-####'],
  companies: ['Usinagem {family} Ltda.', 'Irmãos {family} S.A.', 'Metalúrgica {city} Ltda.'],
  account: '#######################C1',
  nationalId: brazilianCpf,
  notes: [
    'Falei com {name} ({phone}): a peça {part} volta para retrabalho.',
    '{name} pediu o certificado até {day}; enviar para {mail}.',
    'Turno da noite: {name} trocou o sensor, medição repetida e aprovada.',
  ],
};

export const arabic: Culture = {
  country: 'AE',
  language: 'ar',
  nameShape: '{given} {family}',
  female: spelled('فاطمة/fatima مريم/maryam عائشة/aisha نورة/noura ليلى/layla هند/hind سارة/sara'),
  male: spelled('محمد/mohammed أحمد/ahmed خالد/khaled يوسف/yousef عمر/omar سلطان/sultan راشد/rashid'),
  family: spelled(
    'المنصوري/almansoori الهاشمي/alhashimi الشامسي/alshamsi الخطيب/alkhatib النجار/alnajjar حداد/haddad السويدي/alsuwaidi العلي/alali',
  ),
  cities: cities(`
    دبي|#####|25.205|55.271
    الشارقة|#####|25.346|55.421
    العين|#####|24.208|55.745`),
  streets: ['شارع الشيخ زايد', 'شارع الصناعة', 'شارع الميناء'],
  addressLine: '{street} {number}',
  phones: ['+971 50 ### ####', '+971 4 ### ####'],
  companies: ['مصنع {family} للمعادن ذ.م.م', 'شركة {family} وأولاده', 'مسابك {city}'],
  account: '###################',
  nationalId: passportNumber,
  notes: [
    'تم الاتصال مع {name} على {phone} بخصوص القطعة {part}.',
    'يطلب {name} إرسال الشهادة إلى {mail} قبل {day}.',
  ],
};
