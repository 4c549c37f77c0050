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

const otherGiven = `aleksandra aleksander alicja andrzej bartosz beata bogdan danuta dariusz dorota elzbieta ewelina grazyna grzegorz halina
  henryk iwona jacek jadwiga jakub janusz jerzy joanna kamil katarzyna kazimierz krystyna krzysztof leszek lucyna maciej malgorzata marcin mariusz
  mateusz michal miroslaw paulina przemyslaw rafal ryszard slawomir stanislaw szymon tadeusz teresa urszula waldemar wieslaw wojciech zbigniew zdzislaw
  zuzanna adriana alessandra alessia alessio angelo antonella arianna barbara beppe carlotta chiara cinzia cristian cristina daniele davide
  debora domenico donatella edoardo elisa emanuele enrico fabio fabrizio federica filippo franca gaetano gianluca gianni giacomo gioia giorgia giorgio
  giulia giulio ilaria laura letizia lorena luana luciana luciano luigi marcella margherita mariangela massimo matilde maurizio mauro michela
  monica nunzia ornella paolo pasquale pierluigi pietro raffaele renato riccardo rocco rosa salvatore serena silvana simona stefano tiziana tommaso umberto
  valentina valerio vincenzo vito agustin alba alfonso almudena alvaro amparo ana angeles aurelio begona blanca borja carmen catalina concepcion consuelo
  cristobal dolores emilio encarnacion esperanza esteban eva felipe fermin gonzalo gregorio guadalupe ignacio inmaculada isidro jaime jordi josefa
  joaquin laia leticia lourdes lucia luz manuel mar maite marcos mercedes mireia montserrat nacho nieves nuria pablo paco pau pepe rafael ramiro
  raul rocio rodrigo rosario sancho soledad teresa tomas trinidad vicente ximena yolanda adelaide afonso alessandra aline alice amanda anderson andreia
  antonia aparecida arthur augusto benedito bernardo breno bruna caio camila carolina celia cesar claudio clovis cristiane daiane davi deneval diego eduarda
  elisangela enzo fabiana fabiano fabricio felipe feliciano flavia flavio frederico gabriela giovana guilherme gustavo heitor helio henrique heloisa hugo
  igor isadora isis janaina joana joaquim julio karla kleber lara larissa lavinia leandro leonardo lorena lorraine luana lucca luciana luiz maite manuela
  marcelo marcio marina marli melissa miguel morgana murilo natalia nicolas norberto otavio pedro pietro rafaela raul rebeca renan ricardo roberta
  rodrigo ruan salvador samuel sarah silas silvia sirlei sophia suelen thiago tertuliano theo valentina vicente vinicius vitor vitoria washington yago yasmin
  aart adriaan anke annelies anouk arie bart bas bram cees cornelis daan dirk eline els erik femke floor fleur gerrit guus hans harm hendrik hilde
  ilse jaap jacobus jan jasper jeroen jesse johan joost joris jurre kees koen lars lieke lisanne loes lotte luuk maaike maarten marieke marijke marloes max mees
  merel mila milan milou niels nienke noor olivier pieter pim puck rens rik rob roos ruben ruud sanne saskia sem sjoerd sophie stijn sven teun thijs tim tess tess tycho
  wim wouter yara aksel anders arne bjorn bo camilla cecilie dag elin emilie espen eva frida geir gunnar gustav hakon hege hedda henrik inga inger jens jonas jorgen kari
  kirsten kjell knut kristian lasse leif linnea liv magnus maja malin marit mats mette morten nina ola ole oskar per pernille peter ragnhild rasmus rune sigrid signe simen siri
  solveig soren stein stig sverre svein thea tobias tone tor trine turid ulf vibeke viktor aino antti eero eeva eino hannu heikki helmi ilkka jari jukka juha kaarina kalle kari
  liisa maarit mari marja markku matti mika mikko minna niko olli outi paavo pekka pirjo risto saara sami sanna satu seppo tapio tarja teemu terttu tiina timo tuomas ville veikko
  adela alena blanka bohumil borek dagmar dana david eliska frantisek hana hynek jakub jan jana jaroslav jiri josef kamila karel katerina ladislav lenka lubos lucie ludmila
  marek marketa michaela milan milos miroslav ondrej pavel pavla petr radek renata roman sarka simona stepan tereza tomas vaclav vera vit vladimir zdenek zuzana attila balazs
  bela bence csaba dora eniko erzsebet ferenc gabor gergely gyorgy ildiko imre istvan janos jozsef judit kata katalin krisztina levente miklos noemi peter reka sandor tamas tibor
  timea viktoria zoltan zsofia zsolt ahmet ali aylin ayse baris berk can cem deniz ebru emine esra fatih fatma gizem gul hakan halil hatice hulya ibrahim ismail kemal levent mehmet
  melek merve murat mustafa nur orhan osman ozge ozlem selin serkan sibel sinan tolga tugba ugur yasemin yusuf abdul abdullah ahmad aisha amal bilal farah hamza hanan hussein ibrahim
  jamal khadija layla mahmoud maryam mohammad nasser noura rania saeed salma samira tariq yasmin zahra zainab aarav aditi aditya akash amit anil anita ankit arun asha ashok deepa
  deepak divya gaurav geeta harish isha kavita kiran krishna lakshmi manish meena mohan mukesh neha nikhil nisha pooja prakash pradeep rajesh ramesh rekha rohan sanjay shreya
  sunil sunita suresh swati vijay vikram vishal adaeze amara chidi chinedu emeka folake kwame kofi ngozi nkechi oluwaseun thabo akira aiko daisuke emi haruto hiroshi kaori kazuki keiko
  makoto mariko michiko misaki naoki sakura satoshi shota takashi takumi yuka yui yumi chen fang hao hui jing jun lei li ling min ming ping qiang ting wei xiao xin yan yang ying yong
  archie alfie callum declan eilidh elsie fergus freddie freya gareth georgina gethin harriet hamish imogen isla jemima keira kieran lachlan louie maisie millie nia niamh poppy
  rhys rory rupert saoirse sian siobhan theo toby alix amandine anais antoine arnaud aude augustin aurelie axel baptiste bastien benoit blandine brigitte capucine
  cedric chantal clemence clement coralie corentin cyril damien delphine didier dominique elodie emeric emmanuel eloise estelle etienne fabien fabrice faustine felicie florent franck
  gabin gaelle gaspard genevieve gilles guillaume gwenaelle helene herve hugues isaure ines jeanne jerome josiane justine laetitia laure laurence ludivine
  lionel loic lucie ludovic mael maelle manon marguerite margaux marine marius mathilde maxence mathis melissa monique morgane myriam nadege nathan ninon noemie oceane odette olivier
  ophelie pascal pascale perrine philippe quentin raphael regis remi renaud romain roxane sabrina salome sandrine sebastien severine solene sylvain sylvie tanguy theo thibault thierry
  valentin valerie veronique victoire violette virginie xavier yann yves yvette`;

const otherFamily = `adams alexander allen anderson armstrong arnold atkinson bailey barnes barnett bell bennett berry bishop black boyd bradley brooks bryant burke burns burton butler byrne
  campbell carpenter carroll carter chapman chavez clarke cole coleman collins cook cox crawford cruz cunningham daniels davidson davis dawson day dean dixon doyle duncan dunn elliott ellis ferguson
  fisher fitzgerald fleming fletcher flores ford foster fowler fox franklin fraser freeman fuller gardner george gibson gilbert gordon graham grant gray greene griffin gutierrez hamilton
  hansen hanson harper harrison hart harvey hawkins hayes henderson henry hernandez hicks holland holmes hopkins howell hudson hunt hunter jackson jacobs james jenkins johnson johnston jordan kaur
  kelley kelly kennedy knight kowalczyk lambert lane lawrence lawson lee lewis little lloyd long lynch macdonald marsh marshall mason matthews may mccarthy mcdonald mckenzie medina mendoza
  meyer miles miller mills mitchell montgomery morales moreno morgan morris morrison murphy murray myers nelson newman nicholson obrien oconnor oliver ortiz osborne palmer parker parsons patterson payne
  pearson perkins perry peters phillips pierce pope porter powell price quinn ramirez ray reed reid reyes reynolds rice richards richardson riley rivera roberts rogers rose ross russell ryan sanders saunders
  schultz scott shaw simmons simpson sims snyder spencer stephens stevens stevenson stewart stone sullivan sutton thomas thomson tucker vargas vasquez wallace walsh ward warren washington watkins
  watson watts weaver webb webster wells west wheeler williams williamson willis wong woods yates young bauer beck berger bergmann brandt braun busch dietrich engel ernst fiedler frank franke friedrich fuchs
  gunther haas hahn heinrich herrmann horn huber jager jung kaiser keller kohler konig kramer kraus kruger kuhn lang lange lehmann lorenz ludwig maier mayer meier moller pfeiffer pohl roth sauer schafer schmid schmitt scholz schreiber
  schroder schubert schulte schulze schuster seidel sommer stein thomas vogel vogt voigt walter weiss werner winkler winter ziegler adam andre aubert barbier benoit blanc blanchard bonnet boucher bourgeois boyer brun carpentier caron chevalier clement colin da david denis
  dufour dumas dupont dupuis durand fabre faure fontaine francois gaillard garnier gautier gauthier gerard giraud guerin guillaume henry jean joly lacroix lambert leclerc lecomte lefevre legrand lemaire leroux leroy lucas marchand marie masson mathieu mercier meunier meyer morel morin
  nicolas noel olivier perrin petit philippe picard pierre renard renaud rey richard riviere robert robin roche rolland rousseau roussel roy thomas vidal vincent alonso blanco cabrera calvo campos cano castillo castro cortes crespo delgado dominguez duran esteban fuentes gallego garrido gil
  gimenez guerrero herrera iglesias jimenez leon lorenzo lozano marin marquez mendez molina montero mora munoz navarro nieto nunez ortega pascual pena prieto ramirez reyes rubio ruiz saez santana santiago serrano soler soto suarez vazquez vega vicente vidal barbieri bellini benedetti
  bianco caruso cattaneo coppola costantini d'angelo de luca deluca fabbri farina ferrara ferraro ferri fontana galli gatti gentile giordano grassi guerra lombardi longo mancini mariani marini martinelli martini mazza messina monti morelli moretti neri orlando palumbo parisi pellegrini piras rinaldi riva rizzo
  rossetti sala sanna santoro serra silvestri sorrentino testa valentini villa vitale vitali aguiar alves andrade araujo barbosa barros batista braga campos cardoso carvalho castro correia costa cunha dias duarte fernandes freitas gomes goncalves lima lopes machado marques martins melo mendes miranda monteiro
  moraes moreira moura nascimento neves nogueira nunes pinto reis ribeiro rocha saraiva sales soares teixeira vieira xavier boer brink brouwer bruin dekker dijk dijkstra driessen graaf groot haan hendriks hoek hoekstra huisman jacobs jong koning kok kuiper leeuwen linden maas meer molenaar peters
  postma prins ridder schouten sanders scholten timmermans veenstra veen velden verbeek vermeer vermeulen verhoeven vink vliet vries wal wit willems berg bergman blom dahl eklund engstrom forsberg gustafsson hakansson hellström holm jonsson lind lindberg lindgren lindqvist lundberg
  lundgren lundqvist magnusson mattsson nordstrom nyberg persson pettersson sandberg sjoberg soderberg svensson wallin berge haugen halvorsen johansen johnsen kristiansen christensen jorgensen madsen mortensen poulsen rasmussen sorensen thomsen korhonen laine lehtonen makinen nieminen virtanen heikkinen
  adamczyk dabrowski dudek grabowski jablonski jankowski kaczmarek krawczyk krol kwiatkowski majewski mazur michalski nowakowski olszewski pawlowski piotrowski sikora stepien walczak wieczorek witkowski wojciechowski wojcik wozniak wrobel zajac zielinski cerny dvorak hajek horak kral kucera
  marek nemec novotny pokorny prochazka ruzicka sedlacek vesely balogh farkas horvath juhasz kiss kovacs lakatos meszaros molnar nemeth olah papp racz simon szucs takacs varga aydin arslan aslan celik cetin dogan erdogan kilic koc korkmaz ozdemir ozturk polat sahin simsek yildirim yildiz
  ahmed akhtar begum hassan hussain iqbal islam mahmood malik rahman shah sheikh agarwal chopra das desai gupta iyer jain joshi kapoor mehta mishra nair pandey rao reddy saxena shah sharma shukla verma yadav gao guo han he huang huynh lam lin liu luo ma ng sun tan tang wu xu yang ye zhao zheng zhou zhu
  choi jung kang hayashi inoue kato kimura kobayashi matsumoto mori nakamura ono saito sasaki shimizu takahashi watanabe yamada yamaguchi yamamoto yoshida adeyemi balogun eze mwangi nkosi ndlovu otieno`;

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
  ...`${more} ${otherGiven}`.split(/\s+/).map(plain),
]);
const family = new Set([
  ...Object.values(familyNames).flatMap((names) => names.map(plain)),
  ...otherFamily.split(/\s+/).map(plain),
]);

/** Whether a word is a common given name, in any case and with or without accents. */
export function isGivenName(word: string): boolean {
  return given.has(plain(word));
}

/** Whether a word is a common family name. */
export function isFamilyName(word: string): boolean {
  return family.has(plain(word));
}
