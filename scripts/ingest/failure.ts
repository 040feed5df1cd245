/** A reason to stop that a person can act on; printed without a stack. */
export class IngestFailure extends Error {
  override name = "IngestFailure";
}
