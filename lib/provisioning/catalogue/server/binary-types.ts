/**
 * Built-in types whose binary form means the same on every server, by name, with their object identifiers, which are fixed
 * for ever (pg_type.dat). `reg*` types are not among them: their binary form is an object's number, which differs between
 * databases.
 */
export const binaryTypes: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ...{ bool: 16, bytea: 17, int8: 20, int2: 21, int4: 23, text: 25, json: 114, xml: 142, jsonb: 3802 },
    ...{ float4: 700, float8: 701, numeric: 1700, bpchar: 1042, varchar: 1043, uuid: 2950 },
    ...{ date: 1082, time: 1083, timestamp: 1114, timestamptz: 1184, interval: 1186, timetz: 1266 },
    ...{ cidr: 650, inet: 869, macaddr: 829, macaddr8: 774, bit: 1560, varbit: 1562, tsvector: 3614 },
    ...{ point: 600, lseg: 601, path: 602, box: 603, polygon: 604, line: 628, circle: 718 },
    ...{ _bool: 1000, _bytea: 1001, _int2: 1005, _int4: 1007, _text: 1009, _bpchar: 1014, _varchar: 1015 },
    ...{ _int8: 1016, _float4: 1021, _float8: 1022, _timestamp: 1115, _date: 1182, _timestamptz: 1185 },
    ...{ _numeric: 1231, _uuid: 2951, _jsonb: 3807 },
  }),
);
