const secretName =
  /pass(?:word|wd|phrase|code)|secret|token|credential|private.?key|api.?key|cookie|session/i;

/** Whether the name of a setting or of a field marks its value as secret. */
export const isSecretName = (name: string): boolean => secretName.test(name);
