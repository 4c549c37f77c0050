/**
 * Given names by script, common enough that none points at anybody. Masks pick from them; classification counts how
 * many sampled values are among them. Female names first where a script's names tell.
 */

const words = (text: string) => text.trim().split(/\s+/);

export const givenNames = {
  latin: {
    female:
      words(`Anna Maria Emma Laura Julia Sarah Lena Sophie Clara Marta Elena Alice Chiara Giulia Lucia Carmen
      Ingrid Astrid Karin Nora Ida Freya Olga Irina Petra Hanna Katarina Zofia Agnieszka Ewa Eszter Monika Camille
      Chloe Amelie Manon Claire Ines Beatriz Mariana Fernanda Camila Valentina Ayşe Zeynep Elif Linh Mai Siti Dewi
      Grace Ruth Abigail Hannah Rachel Naomi Fatima Amina Leila Priya Anjali Mei Yuki Hana Jana`),
    male: words(`Thomas Michael Peter Andreas Lukas Jonas Felix Paul Marco Luca Matteo Andrea Pablo Javier Diego
      Carlos Lars Erik Nils Olaf Henrik Mikkel Ivan Sergei Pavel Jan Piotr Tomasz Marek Gabor Laszlo Antoine Julien
      Mathieu Pierre Hugo Louis Rui Tiago Bruno Rafael Mateus Santiago Mehmet Emre Burak Minh Hieu Budi Agus
      Samuel Daniel Benjamin David Joseph Omar Hassan Karim Rahul Arjun Wei Kenji Hiro Ravi`),
  },
  cyrillic: {
    female: words('Анна Мария Елена Ольга Наталья Ирина Светлана Татьяна Екатерина Юлия Оксана Дарья'),
    male: words('Иван Сергей Алексей Дмитрий Андрей Николай Павел Михаил Максим Олег Игорь Тарас'),
  },
  greek: {
    female: words('Μαρία Ελένη Αικατερίνη Σοφία Άννα Γεωργία Δήμητρα Ειρήνη'),
    male: words('Γιώργος Δημήτρης Κώστας Γιάννης Νίκος Πέτρος Σπύρος Ανδρέας'),
  },
  hebrew: {
    female: words('שרה רחל מרים נועה תמר יעל מיכל רות'),
    male: words('דוד משה יוסף יעקב דניאל אורי איתן נועם'),
  },
  arabic: {
    female: words('فاطمة مريم عائشة زينب ليلى نور سارة هدى'),
    male: words('محمد أحمد علي حسن عمر خالد يوسف إبراهيم'),
  },
  devanagari: {
    female: words('प्रिया अनीता सुनीता कविता पूजा नेहा'),
    male: words('राहुल अमित संजय विजय अर्जुन रवि'),
  },
  thai: { female: words('สมหญิง มาลี นภา อรุณี ดวงใจ'), male: words('สมชาย วิชัย ประเสริฐ อนันต์ ธนา') },
  han: {
    female: words('芳 敏 静 丽 娜 秀英 雪 婷 颖 慧'),
    male: words('伟 强 磊 军 勇 杰 涛 明 超 浩'),
  },
  kana: {
    female: words('さくら 陽子 美咲 ゆい 恵子 真由美 花子 直美'),
    male: words('太郎 健太 翔 大輔 直樹 誠 拓也 健一'),
  },
  hangul: { female: words('지영 서연 민지 수진 은주 하은'), male: words('민수 준호 지훈 성민 현우 동현') },
} as const;

export type Script = keyof typeof givenNames;
