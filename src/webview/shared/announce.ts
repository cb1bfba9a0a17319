const region = document.createElement('div');
region.className = 'visually-hidden';
region.setAttribute('role', 'status');
document.body.append(region);

/** Says it to screen readers, without moving the focus. */
export function announce(text: string): void {
  region.textContent = text;
}
