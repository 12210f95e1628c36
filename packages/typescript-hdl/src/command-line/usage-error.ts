/** A command that cannot do what it is asked: the message is for the user, and the exit code is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
