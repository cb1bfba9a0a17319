// A debug adapter whose program has stopped at its first line and holds a few variables
// (https://microsoft.github.io/debug-adapter-protocol/specification).

const text = (name, value) => ({ name, value, variablesReference: 0, evaluateName: name });
const object = (name, variablesReference) => ({
  name,
  value: 'Object',
  variablesReference,
  evaluateName: name,
});

/** Members by reference; 1 is the scope. */
const members = {
  1: [text('owner', "'alice'"), text('count', '1.5'), object('share', 2), object('empty', 3)],
  2: [text('path', "'/notes'"), text("'uid_owner'", "'bob'")],
  3: [text('name', "'nobody'")],
};
const expressions = { owner: members[1][0], share: members[1][2], 'share.uid_owner': members[2][1] };

let program = '';

const bodies = {
  initialize: () => ({ supportsConfigurationDoneRequest: true, supportsEvaluateForHovers: true }),
  launch(given) {
    program = given.program;
  },
  threads: () => ({ threads: [{ id: 1, name: 'main' }] }),
  stackTrace: () => ({
    totalFrames: 1,
    stackFrames: [{ id: 1, name: 'main', line: 1, column: 1, source: { path: program } }],
  }),
  scopes: () => ({ scopes: [{ name: 'Locals', variablesReference: 1, expensive: false }] }),
  variables: ({ variablesReference }) => ({ variables: members[variablesReference] ?? [] }),
  evaluate({ expression, context }) {
    const found = context === 'repl' ? undefined : expressions[expression];
    if (!found) throw new Error(`${expression} is not defined`);
    return { result: found.value, variablesReference: found.variablesReference };
  },
};

/** What follows an answer. */
const events = {
  initialize: { event: 'initialized' },
  configurationDone: { event: 'stopped', body: { reason: 'entry', threadId: 1, allThreadsStopped: true } },
  disconnect: { event: 'terminated' },
};

function send(message) {
  const json = JSON.stringify(message);
  process.stdout.write(`Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`);
}

function answer({ seq, command, arguments: given = {} }) {
  const response = { type: 'response', request_seq: seq, command };
  try {
    send({ ...response, success: true, body: bodies[command]?.(given) });
  } catch (error) {
    send({ ...response, success: false, message: error.message });
  }
  if (events[command]) send({ type: 'event', ...events[command] });
}

let received = '';
process.stdin.setEncoding('utf8').on('data', chunk => {
  received += chunk;
  for (;;) {
    const [header, length] = /^Content-Length: (\d+)\r\n\r\n/.exec(received) ?? [];
    const end = header ? header.length + Number(length) : Infinity;
    if (received.length < end) return;
    answer(JSON.parse(received.slice(header.length, end)));
    received = received.slice(end);
  }
});
