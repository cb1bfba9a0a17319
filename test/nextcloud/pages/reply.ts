import type { HttpAnswer } from '../messages.ts';

export function json(status: number, data: unknown): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(data),
  };
}

export function empty(status: number): HttpAnswer {
  return { status, headers: { 'content-type': 'text/html; charset=UTF-8' }, body: '' };
}

/** A page as a browser shows it; `content` is HTML. */
export function page(status: number, title: string, content: string): HttpAnswer {
  const body = `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} – Nextcloud</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; margin: 0; min-height: 100vh; display: grid; place-items: center; background: #00679e; }
  main { background: #fff; color: #222; border-radius: 12px; padding: 24px 32px; width: 320px; text-align: center; }
  input, button { display: block; width: 100%; box-sizing: border-box; margin: 12px 0; padding: 10px; font: inherit; border-radius: 8px; border: 2px solid #949494; }
  button { background: #00679e; color: #fff; border: 0; font-weight: 600; cursor: pointer; }
</style></head>
<body><main><h1>${title}</h1>${content}</main></body>
</html>
`;
  return { status, headers: { 'content-type': 'text/html; charset=UTF-8' }, body };
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
