import type { DataClass } from '../../plan-format/data-class';
import type { ColumnType } from '../catalogue/column-type';
import type { ValueProfile } from './values/profile';
import type { TableSubject } from './vocabulary/table-terms';

/** One column, or one path inside a document, as the rules see it. */
export interface Candidate {
  /** Words of its name, and of its comment. */
  name: string;
  comment: string;
  table: string;
  subject: TableSubject;
  type: ColumnType;
  profile: ValueProfile;
  /** Member of the primary key, or generated as identity. */
  key: boolean;
  /** A reference to another table. */
  reference: boolean;
  /** The table has columns that clearly describe a person beside this one. */
  amongPeople: boolean;
  /** The other columns of the table as the first look judged them; empty at that look and inside documents. */
  beside: readonly Neighbour[];
  /** Values that columns of people elsewhere in the source hold as well; null at the first look. */
  echo: Echo | null;
}

/** Another column of the same table. */
export interface Neighbour {
  name: string;
  class: DataClass;
  part?: string;
  /** Columns between the two plus one; negative for those that come before. */
  away: number;
}

/** How much of a column stands in columns that surely hold one class, by words for names and whole for the rest. */
export interface Echo {
  class: DataClass;
  part?: string;
  share: number;
}

/** What a rule thinks a column holds, how sure it is, and why. */
export interface Signal {
  class: DataClass;
  part?: string;
  weight: number;
  evidence: string;
}

/** The outcome for one column. */
export interface Judgement {
  class: DataClass;
  part?: string;
  confidence: number;
  evidence: string[];
}

/** A share as evidence says it. */
export const percent = (share: number) => `${Math.round(share * 100)} %`;
