const region = document.createElement('div');
region.className = 'visually-hidden';
region.setAttribute('role', 'status');
document.body.append(region);

/** Makes screen readers say the text, without moving the focus. */
export function announce(text: string): void {
  region.textContent = text;
}
