/**
 * What becomes of each class of object that PostgreSQL knows, decided once for the command line and the desk. A class is
 * a catalogue of the server (PostgreSQL documentation, "System Catalogs"). A test holds this table to the server's own
 * list, so that a class or a column which a later version adds fails until somebody decides.
 */
export type ObjectClass = {
  /**
   * `copied`: pg_dump, or a statement of ours, makes it again. `part`: it says something about objects of other classes and
   * has their fate. `left behind`: the notes and the certificate name each one. `refused`: nothing is built while the
   * schemas hold one. `server`: it belongs to the server or its data, and to no schema.
   */
  fate: 'copied' | 'part' | 'left behind' | 'refused' | 'server';
  why: string;
  /** Of classes that are copied, and their parts: the columns that were known when this was decided. */
  columns?: string;
  /** Those of the columns that are not copied. */
  without?: string;
  /** Of what is left behind: names of all such objects, as `object`. Objects of extensions come with those. */
  find?: string;
};
