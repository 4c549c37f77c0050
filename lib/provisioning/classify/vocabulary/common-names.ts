import { familyNames } from '../../masks/dictionaries/family-names';
import { givenNames } from '../../masks/dictionaries/given-names';

/**
 * Given and family names that are common somewhere, for counting how many sampled values begin or end with one.
 * Lower case, without accents. The masks' own lists are part of it, so that a masked copy classifies like its source.
 */

const more = `aaron abby adam adele adrian agnes aileen aisha alan albert alberto alejandra alejandro alex alexander alexandra
  alexis alfred ali alina allison alma alyssa amanda amber amir amy ana andre andrew andy angel angela angelina anita ann anne annette
  annie anthony antonia antonio april arthur ashley aurora austin barbara barry beatrice bella ben bernard bernd bertha beth betty
  bettina beverly bill birgit bob bonnie boris brandon brenda brian bridget bryan caitlin calvin cameron carl carla carlo carol carolina
  caroline carolyn carrie catherine cathy cecilia charles charlie charlotte cheryl chris christian christina christine
  christopher cindy claudia clara colin connie connor corinna craig crystal curtis cynthia dagmar dale dan dana daniela danielle danny
  darren dave dawn dean debbie deborah debra denise dennis derek diana diane dieter dirk dolores dominic dominik don donald donna doris dorothea
  dorothy douglas dylan earl eddie edgar edith eduardo edward edwin eileen elaine eleanor elias elijah elisabeth elizabeth ella ellen elsa emil
  emilia emily enrique eric erica erika ernest esther ethan eugene eva evan evelyn fabian federico felicia fernando fiona florence florian
  frances francesca francesco francis francisco francois frank franz fred frederick friedrich gabriel gabriela gabriele gail gary gavin geoffrey
  george georgia gerald gerard gerd gertrud gina giovanni giuseppe gladys glen glenn gloria gordon greg gregory greta guido guillermo
  gunther gustavo guy hans harold harry hazel heather hector heidi heike heinrich heinz helen helena helga henry herbert herman hilda
  holger holly horst howard ian igor ilse imran inge ingo irene iris isaac isabel isabella isabelle ivan jack jackie jackson jacob jacqueline
  jacques jaime jake james jamie jane janet janice jasmine jason jay jean jeanette jeff jeffrey jenna jennifer jenny jeremy jerome jerry
  jesse jessica jesus jill jim jimmy jo joachim joan joanna joanne joao joe joel joerg johanna johannes john johnny jon jonathan jordan jorge jose
  josef josephine josh joshua joy joyce juan juana juanita judith judy julian juliana julie juliet june jurgen justin karen karl karla
  karolina kate katherine kathleen kathryn kathy katie kay keith kelly ken kenneth kerstin kevin kim kimberly kirsten klaus kristen kristin kristina kurt kyle larry laurie
  lauren lawrence lea leah lee leo leon leonard leslie lewis liam lily linda lisa liz lloyd logan lois lorenzo lori lorraine louis louise
  luca lucas lucy luis luisa luke lydia lynn mackenzie madison magdalena manfred manuel manuela marc marcel marcia marcus margaret margarita
  maria marianne marie marilyn mario marion mark marlene marsha marta martha martin martina marvin mary mason mathias matt matthew matthias maureen max maxim
  maximilian maxwell megan melanie melissa mia michele michelle miguel mike mila mildred miriam mitchell mohamed mohammad mohammed molly
  monica morgan muhammad mustafa nadia nadine nancy natalia natalie natasha nathan nathaniel neil nelson nicholas nick nicola nicolas nicole nikita nina noah noel norbert norma
  norman oliver olivia oscar otto owen paige pamela paola patricia patrick paula pauline pedro peggy penny philip philipp phillip phyllis
  pilar rachael ralf ralph ramon randy raquel raul ray raymond rebecca regina reinhard renate rene ricardo richard rick rita
  rob robert roberta roberto robin rodney roger roland rolf roman ron ronald rosa rose rosemary ross roy ruben rudolf russell ruth ryan sabine sabrina
  sally salvador sam samantha samir sandra sandy sara scott sean sebastian sergio seth shannon sharon shawn sheila shirley sierra silvia simon simone
  sofia sonia sonja stacy stan stanley stefan stefanie stella stephan stephanie stephen steve steven stuart sue susan susanne suzanne sven svetlana sylvia tamara tanja tanya
  tara ted teresa terrence terry theo theodore theresa thorsten tiffany tim timothy tina tobias todd tom tony tracy travis tristan tyler udo ulrich ulrike ursula uta uwe
  vanessa vera verena veronica vicki vicky victor victoria vincent viola virginia vivian volker walter wanda warren wayne wendy werner wilhelm will william willie winfried
  wolfgang xavier yolanda yvonne zachary zoe`;

const plain = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/ı/g, 'i')
    .toLowerCase();

const given = new Set([
  ...Object.values(givenNames).flatMap(({ female, male }) => [...female, ...male].map(plain)),
  ...more.split(/\s+/).map(plain),
]);
const family = new Set(Object.values(familyNames).flatMap((names) => names.map(plain)));

/** Whether a word is a common given name, in any case and with or without accents. */
export function isGivenName(word: string): boolean {
  return given.has(plain(word));
}

/** Whether a word is a common family name. */
export function isFamilyName(word: string): boolean {
  return family.has(plain(word));
}
