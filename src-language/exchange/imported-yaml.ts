/** What an import comes to: a mapping file's text, and in whole sentences what the reader of it should know; or why there is none. */
export type ImportedYaml =
  | {
      readonly yaml: string;
      readonly remarks: readonly string[];
      /** True when users came without their groups: a column or a group that is named would give them. */
      readonly lacksMemberships?: boolean;
    }
  | {
      readonly yaml: null;
      readonly mistake: string;
      /** Given when it is not known which of these columns names the users: the import works once it is said. */
      readonly columns?: readonly string[];
    };
