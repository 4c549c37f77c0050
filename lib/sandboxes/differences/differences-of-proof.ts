import type { Certificate } from '../../certificate-format/certificate';

/** What a copy's proof says of the difference to its source. */
export type ProofDifferences = {
  /** Tables with masked columns, those with the most first. */
  masked: { table: string; masked: number; columns: number }[];
  /** Tables of which no row came along, though there are some. */
  empty: string[];
  /** Tables of which a part of the rows came along. */
  inPart: string[];
  /** Objects of the source's database that stayed behind. */
  leftBehind: string[];
  /** How many comments on its structure stayed behind. */
  comments: number;
};

/** Reads the differences out of a proof. Pure. */
export function differencesOfProof({
  tables,
  tenancy = [],
  leftBehind = [],
  structureTexts,
}: Pick<Certificate, 'tables' | 'tenancy' | 'leftBehind' | 'structureTexts'>): ProofDifferences {
  const excluded = tenancy.filter(({ rows }) => rows === 'exclude').map(({ table }) => table);
  const without = tables.filter(({ sourceRows, targetRows }) => sourceRows > 0 && targetRows === 0);
  const fewer = tables.filter(({ sourceRows, targetRows }) => targetRows > 0 && targetRows < sourceRows);
  return {
    masked: tables
      .map(({ table, columns }) => ({
        table,
        masked: columns.filter(({ expectation }) => expectation !== 'kept').length,
        columns: columns.length,
      }))
      .filter(({ masked }) => masked > 0)
      .sort((a, b) => b.masked - a.masked || (a.table < b.table ? -1 : 1)),
    empty: [...new Set([...excluded, ...without.map(({ table }) => table)])].sort(),
    inPart: fewer.map(({ table }) => table).sort(),
    leftBehind,
    comments: structureTexts?.leftBehind.length ?? 0,
  };
}
