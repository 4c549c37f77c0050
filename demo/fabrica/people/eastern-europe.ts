import { type Culture, cities, latin, spelled } from './culture';
import { passportNumber, polishPesel, turkishId } from './national-ids';

/**
 * Poland, Greece, Türkiye and the Russian-speaking part of Kazakhstan: three scripts, and family names that follow the
 * bearer's sex.
 */

export const polish: Culture = {
  country: 'PL',
  language: 'pl',
  nameShape: '{given} {family}',
  female: latin(
    'Małgorzata Agnieszka Łucja Żaneta Bożena Zofia Kinga Jadwiga Grażyna Świętosława Halina Wiesława',
  ),
  male: latin(
    'Paweł Łukasz Michał Wojciech Zbigniew Grzegorz Jędrzej Sławomir Błażej Krzysztof Stanisław Tadeusz',
  ),
  family: latin(
    'Kowalski Wiśniewski Wójcik Zieliński Szymański Woźniak Dąbrowski Jabłoński Krawczyk Mazur Grabowski Pawłowski Michalski Król Wróblewski Gołębiowski Żukowski Łączyński',
  ),
  feminine: ({ native, latin: spelling }) => ({
    native: native.replace(/ki$/, 'ka'),
    latin: spelling.replace(/ki$/, 'ka'),
  }),
  cities: cities(`
    Łódź|9#-###|51.759|19.456
    Kraków|3#-###|50.065|19.945
    Wrocław|5#-###|51.108|17.039
    Gdańsk|80-###|54.352|18.647
    Rzeszów|35-###|50.041|21.999`),
  streets: [
    'ul. Stalowa',
    'ul. Świętego Marcina',
    'al. Jana Pawła II',
    'ul. Źródlana',
    'ul. Kościuszki',
    'ul. Fabryczna',
  ],
  addressLine: '{street} {number}',
  phones: ['+48 6## ### ###', '+48 12 ### ## ##', '+48 5## ### ###'],
  companies: [
    'Zakład Mechaniczny {family} sp. z o.o.',
    '{family} i Synowie sp. j.',
    'Odlewnia {city} S.A.',
    'Śruby {family}',
  ],
  account: '########################',
  nationalId: polishPesel,
  notes: [
    'Pan/Pani {name} prosi o telefon ({phone}) w sprawie części {part}.',
    '{name} potwierdza odbiór dnia {day}, protokół wysłać na {mail}.',
    'Zmiana nocna: {name} wymienił łożysko, pomiary w normie.',
  ],
};

export const russian: Culture = {
  country: 'KZ',
  language: 'ru',
  nameShape: '{given} {family}',
  female: spelled(
    'Анна/anna Екатерина/ekaterina Ольга/olga Татьяна/tatyana Наталья/natalya Ксения/ksenia Людмила/lyudmila Юлия/yulia Жанна/zhanna Айгуль/aigul',
  ),
  male: spelled(
    'Сергей/sergey Дмитрий/dmitry Алексей/alexey Владимир/vladimir Николай/nikolay Фёдор/fyodor Юрий/yury Артём/artyom Руслан/ruslan Ерлан/yerlan',
  ),
  family: spelled(
    'Иванов/ivanov Кузнецов/kuznetsov Соловьёв/solovyov Попов/popov Лебедев/lebedev Жуков/zhukov Воробьёв/vorobyov Чернышёв/chernyshov Ильин/ilyin Киселёв/kiselyov Щербаков/shcherbakov Юсупов/yusupov Абдуллин/abdullin Цветаев/tsvetaev',
  ),
  feminine: ({ native, latin: spelling }) => ({ native: `${native}а`, latin: `${spelling}a` }),
  cities: cities(`
    Алматы|050###|43.238|76.889
    Караганда|100###|49.806|73.085
    Усть-Каменогорск|070###|49.948|82.628`),
  streets: ['ул. Заводская', 'пр. Абая', 'ул. Строителей', 'пер. Литейный', 'ул. Гагарина'],
  addressLine: '{street}, д. {number}',
  phones: ['+7 701 ### ## ##', '+7 727 ### ## ##', '+7 777 ### ## ##'],
  companies: ['ТОО «{family} и партнёры»', 'АО «Станкозавод {city}»', 'ТОО «Метиз {family}»', 'ИП {family}'],
  account: '################',
  nationalId: (random, bornOn, female) =>
    `${bornOn.slice(2).replaceAll('-', '')}${female ? 4 : 3}${random.pattern('#####')}`,
  notes: [
    'Созвонились, {name}, тел. {phone}: партию {part} примут после повторного контроля.',
    '{name} просит прислать паспорт качества на {mail} до {day}.',
    'Ночью сработала защита, {name} сбросил ошибку и продолжил сборку.',
  ],
};

export const greek: Culture = {
  country: 'GR',
  language: 'el',
  nameShape: '{given} {family}',
  female: spelled(
    'Ελένη/eleni Μαρία/maria Αικατερίνη/aikaterini Σοφία/sofia Δήμητρα/dimitra Χριστίνα/christina Ιωάννα/ioanna Ευαγγελία/evangelia',
  ),
  male: spelled(
    'Γιώργος/giorgos Δημήτρης/dimitris Νίκος/nikos Παναγιώτης/panagiotis Ιωάννης/ioannis Θανάσης/thanasis Ξενοφών/xenofon Αλέξανδρος/alexandros',
  ),
  family: spelled(
    'Παπαδόπουλος/papadopoulos Γεωργίου/georgiou Οικονόμου/oikonomou Αλεξίου/alexiou Χατζή/chatzi Βασιλείου/vasileiou Μακρή/makri Κωνσταντίνου/konstantinou Ζαχαρίου/zachariou Σταύρου/stavrou',
  ),
  cities: cities(`
    Θεσσαλονίκη|54# ##|40.640|22.944
    Πειραιάς|185 ##|37.942|23.646
    Βόλος|38# ##|39.362|22.942`),
  streets: ['Οδός Ερμού', 'Λεωφόρος Αθηνών', 'Οδός Μετεώρων', 'Οδός Αγίου Δημητρίου'],
  addressLine: '{street} {number}',
  phones: ['+30 69# ### ####', '+30 231 0## ####'],
  companies: ['{family} & Υιοί Ο.Ε.', 'Μηχανουργείο {family} Α.Ε.', 'Χυτήρια {city} Ε.Π.Ε.'],
  account: '#######################',
  nationalId: passportNumber,
  notes: [
    'Μίλησα με {name} στο {phone}, η παρτίδα {part} κρατείται.',
    '{name}: να σταλεί το πιστοποιητικό στο {mail} έως {day}.',
  ],
};

export const turkish: Culture = {
  country: 'TR',
  language: 'tr',
  nameShape: '{given} {family}',
  female: latin('Ayşe Gülşen Şebnem Çiğdem Zeynep Özlem İpek Nurgül Elif Müge'),
  male: latin('Çağlar Oğuz İsmail Şükrü Kağan Ümit Mehmet Yiğit Gökhan Cüneyt'),
  family: latin('Yılmaz Çelik Şahin Öztürk Aydın Kılıç Doğan Güneş Yıldırım Çakır Ünal Işık Özkan Tekin'),
  cities: cities(`
    İzmir|35###|38.423|27.143
    Eskişehir|26###|39.777|30.521
    Kocaeli|41###|40.766|29.941`),
  streets: ['Atatürk Caddesi', 'Çınar Sokak', 'İstiklal Caddesi', 'Organize Sanayi Bölgesi 4. Cadde'],
  addressLine: '{street} No: {number}',
  phones: ['+90 5## ### ## ##', '+90 232 ### ## ##'],
  companies: ['{family} Makina San. ve Tic. A.Ş.', '{family} Döküm Ltd. Şti.', '{city} Hassas İşleme A.Ş.'],
  account: '######################',
  nationalId: turkishId,
  notes: [
    '{name} ile görüşüldü ({phone}), {part} için yeni numune {day} tarihinde gelecek.',
    'Ölçüm tekrarlandı, {name} onayladı. Rapor {mail} adresine gönderilsin.',
  ],
};
