/**
 * One object of a schema, reduced to what two databases must agree on. Each file of this folder lists one kind of
 * object as such rows, with one query whose only parameter is the schema's name.
 *
 * The queries rely on `search_path` being that schema alone: PostgreSQL's own printing functions then leave the schema
 * out of every name, so that a tenant's schema and the neutral one of a sandbox read alike. Left out on purpose is
 * what a dump may not preserve and nobody can tell apart: oids, positions behind dropped columns, whether a
 * partition's column is inherited, and the names that PostgreSQL gives to clones of constraints on partitions.
 */
export type DefinitionRow = {
  kind: string;
  name: string;
  definition: string;
  /**
   * Those parts of the definition that the server prints from a tree that it stored: queries and expressions. Another
   * release, or a restore, may print the same tree otherwise.
   */
  trees?: readonly string[];
  /** The definition without those parts, where it has some. */
  frame?: string;
};

/** A query that yields kind, name, definition and trees (an array with nulls, or null) for the schema named by $1. */
export type DefinitionQuery = string;
