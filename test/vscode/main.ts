/** Runs a command-line program to its end: what goes wrong is said in its own words, and the exit code tells. */
export function run(main: () => Promise<void>): void {
  // So that what hangs on this process' end, a VS Code say, ends with it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  main().then(
    () => process.exit(),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    },
  );
}
