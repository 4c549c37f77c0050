import { columnTerms } from './column-terms';

/**
 * Words that programmers make names of fields from. A key of a document that consists of such words names a field, however
 * few documents have it; so does a word that is somebody's name as well, such as `mark` and `price`. Words that are names
 * first (`rose`, `grace`) are left out. The last line holds the languages that texts are translated into.
 */
const words = new Set(
  `a about above absolute accept accepted access account accounts action actions active activity actor actual add added additional
  address addresses admin after age agent alert alerts algorithm alias aliases align all allow allowed alt amount amounts an analytics
  and animation annotation answer answers any api app application applied approved approver archived area args argument arguments array
  articles as aspect asset assets assigned assignee at attachment attachments attempt attempts attribute attributes audio audit auth
  author auto autosave avatar average avg b back background backup badge balance banner bar base batch before begin beta bill billing bills birth
  block blocked blocks board body bold bonus book bool boolean border bottom box brand breadcrumb bucket budget buffer build building
  bulk button by bytes c cache calendar call callback campaign cancelled canceled capacity caption card cards cart case cases category
  categories cell center change changed changes channel channels characters charge chart chat check checked checksum child children choice
  choices city class clear click clicks client clients clock close closed code codes collapsed collection color colors colour column
  columns comment comments commit company compact complete completed component components condition conditions config configuration
  confirmed connection connections consent contact contacts container content contents context control cookie cookies copy cost costs
  count counter counters counts country coupon create created creator credit criteria css currency current custom customer cycle daily
  dark dashboard data date dates day days deadline debit debug default defaults delay delete deleted delivered delivery denied density
  department depth desc description destination detail details device devices diff digest digits dimension dimensions direction disabled
  discount display distance district doc document documents domain done down download draft due duration duplicate dynamic e edit edited
  editor effective elements email emails embed empty enable enabled encoding end ended ends engine entity entries entry env environment
  error errors event events example exclude excluded exists expanded expired expires expiry export expression ext extension external extra
  f fact factor failed failure fallback false favorite favourite feature features fee feed fees field fields file filename files filter
  filters final first flag flags float floor folder font footer for force form format formatted forward found fraction frequency from front
  full function g gender general geo gift global goal goals grade grand grant granted grid group groups guest h handle handler hash
  headers header headline health height help hidden hide high highlight history home hook hooks host hour hourly hours html http i icon
  icons id identifier ids image images import important imported in include included index info initial inner input insert inside
  installed instance int integer integration interest internal interval intro invalid inventory invoice invoices is issue issues item
  items job jobs join journal json k key keys keyword keywords kind l label labels lang language languages large last lat latest latitude
  layout lead leads left legal length level levels library license licence light limit limits line lines link links list lists live lng
  load loaded local locale location locations lock locked log logged login logo logs lon long longitude loop low m mail main major
  manager manual map margin mark marked marker market master match matched max maximum maybe measure media member members memo memory
  menu merge message messages meta metadata method metric metrics middle mime min minimum minor minute minutes missing mobile mode model
  modified module modules monday money month monthly months more most mount move multiple muted n name names native nav net network never
  new news newsletter next no node nodes none normal not note notes notice notification notifications notify now null number numbers
  object objects of off offer offline offset ok old on once one online only open opened operation operator opt option optional options or
  order orders org organisation organization origin original other others out output overlay override overview owner p package page pages
  paid pair panel parameter parameters params parent parents part partial participants parts pass password path paths pattern payload
  payment payments pending per percent percentage period periods permission permissions person phone photo picture pid pin ping pinned pipeline
  place placeholder plan platform player plugin plus point points policy pool popup port position post postal postcode posts preference
  preferences prefix preset preview previous price prices pricing primary print priority privacy private process processed product
  products profile profiles program progress project projects promo prompt properties property protocol provider proxy public published
  publisher purchase purpose push q quality quantity query question questions queue quota r radius range rank rate rates rating ratio raw
  reaction read ready real reason receipt received recent recipient record records recurring redirect ref reference references referrer
  refresh refund refunded region register registered relation release reminder remote remove removed render repeat replies reply report
  reports request requests required reset resize resolution resolved resource response rest result results retries retry return returned
  revenue review reviewed reviews revision right role roles roll room root rotation round route row rows rule rules run running s safe
  salary sale sales sample save saved scale schedule schema scope score scores screen script scroll search season seat seats second
  seconds secret section sections secure seen segment selected selection self sender sent sequence serial series server service services
  session sessions set setting settings setup severity shape share shared sheet shift ship shipped shipping short show sidebar side sign
  signature silent simple single site size skip sku slot slug small sms social sold solid sort source sources space speed spent split
  stack staff stage stages stan standard star start started starts state states static station status step steps stock stop stopped storage
  store strategy stream street string strong style styles sub subject submit submitted subscribed subscription subtitle subtotal success
  suffix suite sum summary supplier support switch symbol sync synced system t tab table tables tabs tag tags target task tasks tax taxes
  team teams tel template templates term terms test tests text theme thread threshold thumbnail ticket tier time timeout times timestamp
  timezone title to today toggle token tokens tone toolbar tooltip top topic topics total totals tracking traffic transaction transactions
  transfer transform translation translations transport tree trial trigger true try type types u ui unique unit units unread until up
  update updated updates updater upgrade upload uploaded url urls usage use used user username users utm v valid validation value values
  variable variables variant variants vat vendor verified version versions via video view viewed viewer views visible visit visits voice
  volume vote votes w warning warnings web website week weekly weeks weight wide widget widgets width will window with word words work workflow
  world wrap write x y year yearly years yes yesterday z zero zip zone zoom
  ar bg cs da de el en es et fi fr ga he hi hr hu it ja ko lt lv mt nb nl nn pl pt ro ru sk sl sv th tr uk vi zh`
    .split(/\s+/)
    .filter(Boolean),
);

/** Whether one word of `wordsOf` is of those that names of fields consist of, or names what a column holds in any language. */
export function isFieldWord(word: string): boolean {
  return words.has(word) || columnTerms.some(({ test }) => test.exec(word)?.[0].trim() === word);
}
