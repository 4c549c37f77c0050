import type { ObjectClass } from './object-class';

/** Classes of objects that stay behind, that are refused, or that belong to the server. */

const owned = (catalogue: string, oid: string) =>
  `NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = '${catalogue}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`;
const here = `(SELECT oid FROM pg_database WHERE datname = current_database())`;
/** Rights of the role that reads are no product's. */
const someoneElse = `(SELECT oid FROM pg_roles WHERE rolname = current_user)`;

export const uncopiedClasses: Readonly<Record<string, ObjectClass>> = {
  pg_am: {
    fate: 'left behind',
    why: 'it is made of functions in C; a table that uses one is refused',
    find: `SELECT format('access method %I', a.amname) AS object FROM pg_am a WHERE a.oid >= 16384 AND ${owned('pg_am', 'a.oid')}`,
  },
  pg_auth_members: { fate: 'server', why: 'roles belong to the cluster' },
  pg_authid: { fate: 'server', why: 'roles belong to the cluster' },
  pg_conversion: { fate: 'refused', why: 'encodings belong to the server' },
  pg_db_role_setting: {
    fate: 'left behind',
    why: 'settings may be secrets, and roles belong to the cluster; their names are told',
    find: `SELECT DISTINCT format('setting %s of %s', split_part(s.setting, '=', 1),
                  CASE s.setrole WHEN 0 THEN 'the database' ELSE 'a role in the database' END) AS object
             FROM (SELECT d.setrole, unnest(d.setconfig) AS setting FROM pg_db_role_setting d
                    WHERE d.setdatabase = ${here}) AS s`,
  },
  pg_default_acl: {
    fate: 'left behind',
    why: 'rights belong to roles, and those to the cluster',
    find: `SELECT DISTINCT format('default privileges of %I', pg_get_userbyid(d.defaclrole)) AS object FROM pg_default_acl d
            WHERE EXISTS (SELECT FROM aclexplode(d.defaclacl) a WHERE a.grantee NOT IN (d.defaclrole, ${someoneElse}))`,
  },
  pg_depend: { fate: 'server', why: 'the server finds dependencies anew' },
  pg_event_trigger: {
    fate: 'left behind',
    why: 'only a superuser makes one, and it acts on the whole database',
    find: `SELECT format('event trigger %I', t.evtname) AS object FROM pg_event_trigger t WHERE ${owned('pg_event_trigger', 't.oid')}`,
  },
  pg_foreign_data_wrapper: {
    fate: 'left behind',
    why: 'it leads to another server',
    find: `SELECT format('foreign data wrapper %I', f.fdwname) AS object FROM pg_foreign_data_wrapper f WHERE ${owned('pg_foreign_data_wrapper', 'f.oid')}`,
  },
  pg_foreign_server: {
    fate: 'left behind',
    why: 'it leads to another server',
    find: `SELECT format('server %I', s.srvname) AS object FROM pg_foreign_server s WHERE ${owned('pg_foreign_server', 's.oid')}`,
  },
  pg_foreign_table: { fate: 'refused', why: 'it reads another server' },
  pg_init_privs: { fate: 'server', why: 'rights that the server or an extension gave' },
  pg_language: {
    fate: 'left behind',
    why: 'it is made of functions in C; a function in one that is not trusted is refused',
    find: `SELECT format('language %I', l.lanname) AS object FROM pg_language l WHERE l.oid >= 16384 AND ${owned('pg_language', 'l.oid')}`,
  },
  pg_largeobject: { fate: 'part', why: 'bytes of large objects' },
  pg_largeobject_metadata: {
    fate: 'left behind',
    why: 'their bytes may be anything; a column that points to one is refused',
    find: `SELECT format('%s large objects', count(*)) AS object FROM pg_largeobject_metadata HAVING count(*) > 0`,
  },
  pg_parameter_acl: { fate: 'server', why: 'rights on settings belong to the cluster' },
  pg_publication: {
    fate: 'left behind',
    why: 'a copy sends its changes to nobody',
    find: `SELECT format('publication %I', pubname) AS object FROM pg_publication`,
  },
  pg_publication_namespace: { fate: 'part', why: 'of publications' },
  pg_publication_rel: { fate: 'part', why: 'of publications' },
  pg_replication_origin: { fate: 'server', why: 'replication belongs to the cluster' },
  pg_seclabel: {
    fate: 'left behind',
    why: 'they belong to a module of the server',
    find: `SELECT format('%s security labels', count(*)) AS object FROM pg_seclabel HAVING count(*) > 0`,
  },
  pg_shdepend: {
    fate: 'left behind',
    why: 'owners and rights: roles belong to the cluster, so whoever builds the copy owns all of it',
    find: `SELECT format('rights of roles on %s objects', count(DISTINCT (d.classid, d.objid))) AS object FROM pg_shdepend d
            WHERE d.dbid = ${here} AND d.deptype = 'a' AND d.refobjid <> ${someoneElse}
              AND d.classid <> 'pg_default_acl'::regclass HAVING count(*) > 0`,
  },
  pg_shdescription: {
    fate: 'left behind',
    why: 'a comment is prose in which people are named',
    find: `SELECT 'comment on the database' AS object FROM pg_shdescription s WHERE s.classoid = 'pg_database'::regclass AND s.objoid = ${here}
            AND s.objoid >= 16384`,
  },
  pg_shseclabel: { fate: 'server', why: 'labels of roles and databases belong to the cluster' },
  pg_statistic: { fate: 'server', why: 'samples of raw values; the copy gathers its own' },
  pg_statistic_ext_data: { fate: 'server', why: 'samples of raw values; the copy gathers its own' },
  pg_subscription: {
    fate: 'left behind',
    why: 'a copy takes changes from nobody, and the address holds a password',
    find: `SELECT format('subscription %I', subname) AS object FROM pg_subscription WHERE subdbid = ${here}`,
  },
  pg_subscription_rel: { fate: 'part', why: 'of subscriptions' },
  pg_tablespace: { fate: 'server', why: 'folders of the cluster’s machine' },
  pg_transform: { fate: 'refused', why: 'a dump of some schemas leaves transforms out' },
  pg_user_mapping: {
    fate: 'left behind',
    why: 'it holds a password for another server',
    find: `SELECT format('user mapping for server %I', m.srvname) AS object FROM pg_user_mappings m`,
  },
};
