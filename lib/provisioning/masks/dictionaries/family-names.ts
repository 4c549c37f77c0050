import type { Script } from './given-names';

const words = (text: string) => text.trim().split(/\s+/);

/** Family names by script, each borne by very many people. */
export const familyNames: Record<Script, readonly string[]> = {
  latin:
    words(`Smith Jones Taylor Brown Wilson Evans Walker Wright Robinson Thompson White Hughes Edwards Green Hall
    Wood Harris Clark Cooper King Baker Turner Hill Moore Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker
    Schulz Hoffmann Koch Bauer Richter Klein Wolf Neumann Schwarz Zimmermann Krüger Hartmann Martin Bernard Dubois
    Durand Moreau Laurent Simon Michel Lefebvre Leroy Roux Fournier Girard Garcia Fernandez Gonzalez Rodriguez Lopez
    Martinez Sanchez Perez Gomez Diaz Alvarez Romero Torres Ramos Rossi Russo Ferrari Esposito Bianchi Romano Colombo
    Ricci Marino Greco Bruno Gallo Conti Costa Silva Santos Ferreira Pereira Oliveira Souza Rodrigues Almeida Jansen
    Bakker Visser Smit Meijer Mulder Bos Vos Peeters Janssens Maes Jansson Johansson Andersson Karlsson Nilsson Eriksson
    Larsson Olsson Hansen Olsen Larsen Andersen Pedersen Nielsen Jensen Kowalski Nowak Wiśniewski Kamiński Lewandowski
    Novák Svoboda Horvat Kovač Nagy Szabó Tóth Popescu Ionescu Yılmaz Kaya Demir Nguyen Tran Pham Kim Lee Park Chen
    Wang Li Zhang Tanaka Sato Suzuki Singh Kumar Patel Khan Ali Cohen Levi Okafor Mensah Diallo`),
  cyrillic: words(
    'Иваненко Кузнецов Попов Соколов Лебедев Козлов Новиков Морозов Волков Зайцев Шевченко Коваленко',
  ),
  greek: words('Παπαδόπουλος Γεωργίου Δημητρίου Νικολάου Ιωάννου Παππάς Οικονόμου Βασιλείου'),
  hebrew: words('כהן לוי מזרחי פרץ ביטון דהן אברהם פרידמן'),
  arabic: words('الأحمد الحسن العلي المصري الشامي حداد منصور النجار'),
  devanagari: words('शर्मा वर्मा गुप्ता सिंह पटेल यादव'),
  thai: words('ใจดี ศรีสุข วงศ์ไทย แก้วมณี ทองดี'),
  han: words('王 李 张 刘 陈 杨 黄 赵 吴 周'),
  kana: words('佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村'),
  hangul: words('김 이 박 최 정 강'),
};
