/** Nothing was imported, and why, in one line. */
export class ImportRefused extends Error {
  constructor(
    message: string,
    /** Whose turn it is: the caller's, the author's of the definitions, or the machine's. */
    readonly reason: 'usage' | 'definitions' | 'failure',
  ) {
    super(message);
  }
}
