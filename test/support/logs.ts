/** Text as Nextcloud's `log_type` "file" writes it: one JSON object a line, with its messages as `admin_audit` words them. */
export function logText(bytes: number, userIds: readonly string[]): string {
  const lines: string[] = [];
  for (let size = 0, n = 0; size < bytes; n++) {
    const line = logLine(n, userIds[n % userIds.length] ?? '--');
    size += line.length + 1;
    lines.push(line);
  }
  return lines.join('\n');
}

const messages = [
  (id: string) => `Login successful: "${id}"`,
  (id: string) => `User "${id}" added to group "editors"`,
  (id: string) => `File with id "4711" accessed: "/${id}/files/Documents/Minutes of ${id}.md"`,
  (id: string) => `Password of user "${id}" has been changed`,
];

/** The nth line of a log, counted from 0. */
export function logLine(n: number, userId: string, fields: Record<string, unknown> = {}): string {
  return JSON.stringify({
    reqId: `GgVWoEhThpnlrKa8${n}`,
    level: 1,
    time: new Date(Date.UTC(2026, 7, 4) + n * 1000).toISOString(),
    remoteAddr: '203.0.113.7',
    user: userId,
    app: 'admin_audit',
    method: 'PROPFIND',
    url: `/remote.php/dav/files/${encodeURIComponent(userId)}/Documents`,
    message: messages[n % messages.length]?.(userId),
    userAgent: 'Mozilla/5.0 (Linux) mirall/3.15.3 (Nextcloud, debian-6.1)',
    version: '35.0.0.2',
    data: { app: 'admin_audit' },
    ...fields,
  });
}
