import type { ObjectClass } from './object-class';

/**
 * Classes of objects that a copy of some schemas brings along, and those that say something about such objects. The
 * columns are those that were known when each was decided.
 */
export const copiedClasses: Readonly<Record<string, ObjectClass>> = {
  pg_aggregate: {
    fate: 'part',
    why: 'an aggregate is a function',
    columns:
      'aggfnoid aggkind aggnumdirectargs aggtransfn aggfinalfn aggcombinefn aggserialfn aggdeserialfn aggmtransfn aggminvtransfn aggmfinalfn aggfinalextra aggmfinalextra aggfinalmodify aggmfinalmodify aggsortop aggtranstype aggtransspace aggmtranstype aggmtransspace agginitval aggminitval',
  },
  pg_amop: {
    fate: 'part',
    why: 'of operator families',
    columns:
      'oid amopfamily amoplefttype amoprighttype amopstrategy amoppurpose amopopr amopmethod amopsortfamily',
  },
  pg_amproc: {
    fate: 'part',
    why: 'of operator families',
    columns: 'oid amprocfamily amproclefttype amprocrighttype amprocnum amproc',
  },
  pg_attrdef: { fate: 'copied', why: 'defaults and generated columns', columns: 'oid adrelid adnum adbin' },
  pg_attribute: {
    fate: 'copied',
    why: 'columns',
    columns:
      'attrelid attname atttypid attlen attnum atttypmod attndims attbyval attalign attstorage attcompression attnotnull atthasdef atthasmissing attidentity attgenerated attisdropped attislocal attinhcount attcollation attstattarget attacl attoptions attfdwoptions attmissingval',
    without: 'attacl attfdwoptions atthasmissing attmissingval attisdropped',
  },
  pg_cast: {
    fate: 'copied',
    why: 'a dump of some schemas leaves casts out, so they are made from the catalogue; those that need a superuser are refused where the builder is none',
    columns: 'oid castsource casttarget castfunc castcontext castmethod',
  },
  pg_class: {
    fate: 'copied',
    why: 'tables, views, indexes, sequences and composite types',
    columns:
      'oid relname relnamespace reltype reloftype relowner relam relfilenode reltablespace relpages reltuples relallvisible relallfrozen reltoastrelid relhasindex relisshared relpersistence relkind relnatts relchecks relhasrules relhastriggers relhassubclass relrowsecurity relforcerowsecurity relispopulated relreplident relispartition relrewrite relfrozenxid relminmxid relacl reloptions relpartbound',
    without:
      'relowner relacl reltablespace relfilenode relpages reltuples relallvisible relallfrozen relrewrite relfrozenxid relminmxid',
    find: `SELECT format('tablespace of %s tables and indexes', count(*)) AS object FROM pg_class c
            WHERE c.reltablespace NOT IN (0, 1663, 1664) AND c.oid >= 16384 HAVING count(*) > 0`,
  },
  pg_collation: {
    fate: 'copied',
    why: 'with provider, locale and rules, as far as the cluster has them',
    columns:
      'oid collname collnamespace collowner collprovider collisdeterministic collencoding collcollate collctype colllocale collicurules collversion',
    without: 'collowner collversion',
  },
  pg_constraint: {
    fate: 'copied',
    why: 'keys, checks, exclusions and foreign keys',
    columns:
      'oid conname connamespace contype condeferrable condeferred conenforced convalidated conrelid contypid conindid conparentid confrelid confupdtype confdeltype confmatchtype conislocal coninhcount connoinherit conperiod conkey confkey conpfeqop conppeqop conffeqop confdelsetcols conexclop conbin',
  },
  pg_database: {
    fate: 'part',
    why: 'the copy is a database with the encoding, provider, collation and ctype of its source',
    columns:
      'oid datname datdba encoding datlocprovider datistemplate datallowconn dathasloginevt datconnlimit datfrozenxid datminmxid dattablespace datcollate datctype datlocale daticurules datcollversion datacl',
    without:
      'oid datname datdba datistemplate datallowconn dathasloginevt datconnlimit datfrozenxid datminmxid dattablespace datcollversion datacl',
  },
  pg_description: {
    fate: 'copied',
    why: 'comments that a person kept',
    columns: 'objoid classoid objsubid description',
  },
  pg_enum: { fate: 'part', why: 'labels of a type', columns: 'oid enumtypid enumsortorder enumlabel' },
  pg_extension: {
    fate: 'copied',
    why: 'each comes along, unless a person decided otherwise',
    columns: 'oid extname extowner extnamespace extrelocatable extversion extconfig extcondition',
    without: 'extowner extversion extconfig extcondition',
  },
  pg_index: {
    fate: 'copied',
    why: 'valid indexes',
    columns:
      'indexrelid indrelid indnatts indnkeyatts indisunique indnullsnotdistinct indisprimary indisexclusion indimmediate indisclustered indisvalid indcheckxmin indisready indislive indisreplident indkey indcollation indclass indoption indexprs indpred',
    without: 'indcheckxmin',
    find: `SELECT format('invalid index %I.%I', n.nspname, c.relname) AS object
             FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT i.indisvalid AND c.relkind = 'i' AND n.nspname = ANY ($1)`,
  },
  pg_inherits: {
    fate: 'part',
    why: 'of tables',
    columns: 'inhrelid inhparent inhseqno inhdetachpending',
    without: 'inhdetachpending',
  },
  pg_namespace: {
    fate: 'copied',
    why: 'the schemas of the plan',
    columns: 'oid nspname nspowner nspacl',
    without: 'nspowner nspacl',
  },
  pg_opclass: {
    fate: 'copied',
    why: 'where the builder is a superuser; refused where it is none',
    columns: 'oid opcmethod opcname opcnamespace opcowner opcfamily opcintype opcdefault opckeytype',
    without: 'opcowner',
  },
  pg_operator: {
    fate: 'copied',
    why: 'operators',
    columns:
      'oid oprname oprnamespace oprowner oprkind oprcanmerge oprcanhash oprleft oprright oprresult oprcom oprnegate oprcode oprrest oprjoin',
    without: 'oprowner',
  },
  pg_opfamily: {
    fate: 'copied',
    why: 'where the builder is a superuser; refused where it is none',
    columns: 'oid opfmethod opfname opfnamespace opfowner',
    without: 'opfowner',
  },
  pg_partitioned_table: {
    fate: 'part',
    why: 'of tables',
    columns: 'partrelid partstrat partnatts partdefid partattrs partclass partcollation partexprs',
  },
  pg_policy: {
    fate: 'copied',
    why: 'policies for everyone; one for roles that the target lacks is refused',
    columns: 'oid polname polrelid polcmd polpermissive polroles polqual polwithcheck',
  },
  pg_proc: {
    fate: 'copied',
    why: 'functions in trusted languages',
    columns:
      'oid proname pronamespace proowner prolang procost prorows provariadic prosupport prokind prosecdef proleakproof proisstrict proretset provolatile proparallel pronargs pronargdefaults prorettype proargtypes proallargtypes proargmodes proargnames proargdefaults protrftypes prosrc probin prosqlbody proconfig proacl',
    without: 'proowner proacl',
  },
  pg_range: {
    fate: 'part',
    why: 'of types',
    columns: 'rngtypid rngsubtype rngmultitypid rngcollation rngsubopc rngcanonical rngsubdiff',
  },
  pg_rewrite: {
    fate: 'copied',
    why: 'views and rules',
    columns: 'oid rulename ev_class ev_type ev_enabled is_instead ev_qual ev_action',
  },
  pg_sequence: {
    fate: 'copied',
    why: 'sequences',
    columns: 'seqrelid seqtypid seqstart seqincrement seqmax seqmin seqcache seqcycle',
  },
  pg_statistic_ext: {
    fate: 'copied',
    why: 'statistics objects',
    columns: 'oid stxrelid stxname stxnamespace stxowner stxkeys stxstattarget stxkind stxexprs',
    without: 'stxowner',
  },
  pg_trigger: {
    fate: 'copied',
    why: 'triggers, disabled ones as such',
    columns:
      'oid tgrelid tgparentid tgname tgfoid tgtype tgenabled tgisinternal tgconstrrelid tgconstrindid tgconstraint tgdeferrable tginitdeferred tgnargs tgattr tgargs tgqual tgoldtable tgnewtable',
  },
  pg_ts_config: {
    fate: 'copied',
    why: 'text search',
    columns: 'oid cfgname cfgnamespace cfgowner cfgparser',
    without: 'cfgowner',
  },
  pg_ts_config_map: {
    fate: 'part',
    why: 'of configurations of text search',
    columns: 'mapcfg maptokentype mapseqno mapdict',
  },
  pg_ts_dict: {
    fate: 'copied',
    why: 'text search',
    columns: 'oid dictname dictnamespace dictowner dicttemplate dictinitoption',
    without: 'dictowner',
  },
  pg_ts_parser: {
    fate: 'copied',
    why: 'where the builder is a superuser; refused where it is none',
    columns: 'oid prsname prsnamespace prsstart prstoken prsend prsheadline prslextype',
  },
  pg_ts_template: {
    fate: 'copied',
    why: 'where the builder is a superuser; refused where it is none',
    columns: 'oid tmplname tmplnamespace tmplinit tmpllexize',
  },
  pg_type: {
    fate: 'copied',
    why: 'domains, enums, ranges and composite types; a base type needs functions in C',
    columns:
      'oid typname typnamespace typowner typlen typbyval typtype typcategory typispreferred typisdefined typdelim typrelid typsubscript typelem typarray typinput typoutput typreceive typsend typmodin typmodout typanalyze typalign typstorage typnotnull typbasetype typtypmod typndims typcollation typdefaultbin typdefault typacl',
    without: 'typowner typacl',
  },
};
