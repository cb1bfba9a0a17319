/** What a when clause is asked about: a key that is not there is undefined. */
export type Context = Readonly<Record<string, string | boolean>>;

const token =
  /\s*(\(|\)|!(?!=)|&&|\|\||[\w.:/-]+\s*(?:=~\s*\/(?:\\.|[^/\\])+\/i?|[!=]=\s*(?:'[^']*'|[\w.:-]+))?)/y;

/** Whether a when clause of a menu holds, as VS Code reads it: `||` binds less than `&&`, `!` most. */
export function holds(when: string, context: Context): boolean {
  const tokens = tokensOf(when);
  const either = (): boolean => {
    let value = both();
    while (tokens[0] === '||') {
      tokens.shift();
      value = both() || value;
    }
    return value;
  };
  const both = (): boolean => {
    let value = one();
    while (tokens[0] === '&&') {
      tokens.shift();
      value = one() && value;
    }
    return value;
  };
  const one = (): boolean => {
    const next = tokens.shift();
    if (next === undefined) throw new Error(`Ends too early: ${when}`);
    if (next === '!') return !one();
    if (next !== '(') return compares(next, context);
    const value = either();
    if (tokens.shift() !== ')') throw new Error(`A parenthesis is open: ${when}`);
    return value;
  };
  const value = either();
  if (tokens.length > 0) throw new Error(`Cannot be read from “${tokens.join(' ')}” on: ${when}`);
  return value;
}

function tokensOf(when: string): string[] {
  const found: string[] = [];
  token.lastIndex = 0;
  for (let at = 0; when.slice(at).trim() !== ''; at = token.lastIndex) {
    const [, text] = token.exec(when) ?? [];
    if (text === undefined) throw new Error(`Cannot be read at “${when.slice(at)}”`);
    found.push(text);
  }
  return found;
}

function compares(comparison: string, context: Context): boolean {
  const [, key = '', operator, operand = ''] = /^([\w.:/-]+)\s*(=~|==|!=)?\s*([^]*)$/.exec(comparison) ?? [];
  const value = context[key];
  if (operator === undefined) return value !== undefined && value !== false && value !== '';
  if (operator === '=~') {
    const [, pattern = '', flags] = /^\/([^]*)\/(i?)$/.exec(operand) ?? [];
    return new RegExp(pattern, flags).test(String(value ?? ''));
  }
  return (String(value ?? '') === operand.replace(/^'([^]*)'$/, '$1')) === (operator === '==');
}
