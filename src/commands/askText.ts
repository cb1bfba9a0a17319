import type { Answer, InputOptions, Prompts } from '../ui/prompts.ts';

interface TextOptions extends InputOptions {
  /** What is wrong with a text, if it cannot be taken. */
  problem?: (text: string) => string | undefined;
}

/** Asks until the text has no problem. */
export async function askText(ask: Prompts, { problem, ...options }: TextOptions): Promise<Answer<string>> {
  for (let retry: Partial<InputOptions> = {}; ;) {
    const answer = await ask.input({ ...options, ...retry });
    if (typeof answer !== 'string') return answer;
    const text = options.password ? answer : answer.trim();
    const error = text === '' ? undefined : problem?.(text);
    if (error === undefined) return text;
    retry = { value: answer, error };
  }
}
