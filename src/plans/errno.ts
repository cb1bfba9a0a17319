/** The name that the operating system gives an error, such as `ENOENT`. */
export function errnoOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
