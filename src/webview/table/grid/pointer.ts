import { gapAt, gutterWidth, leastWidth, rowHeight, sum } from './geometry.ts';
import type { TableGrid } from './grid.ts';
import type { GridActions } from './model.ts';
import {
  everything,
  extendedTo,
  isSelected,
  selectionAt,
  wholeRows,
  within,
  withPlace,
} from './selection.ts';
import type { CellPlace } from './selection.ts';

/** A click may shake that much (CSS pixels). */
const slack = 5;

interface Drag {
  move(event: PointerEvent): void;
  end(event: PointerEvent): void;
}

interface Hit {
  grid: TableGrid;
  actions: GridActions;
  element: Element;
  event: PointerEvent;
  column: number;
  row: number;
}

/** What a press of the button begins, by the first of these selectors that the place is in. */
const presses: [selector: string, press: (hit: Hit) => Drag | undefined][] = [
  ['.editor, input', () => undefined],
  ['.handle', resize],
  ['.more', openColumnMenu],
  ['.title', dragTitle],
  ['.corner', selectAll],
  ['.group', fold],
  ['.gutter', hit => dragBlock(hit, true)],
  ['.cell', hit => dragBlock(hit, false)],
];

/** Lets the mouse select, resize and move in a grid. */
export function usePointer(grid: TableGrid, actions: GridActions): void {
  let drag: Drag | undefined;
  const hitOf = (event: PointerEvent, element: Element): Hit => ({
    grid,
    actions,
    event,
    element,
    column: numberIn(element, 'column'),
    row: numberIn(element, 'row'),
  });
  grid.addEventListener('pointerdown', event => {
    const { target } = event;
    if (event.button !== 0 || !(target instanceof Element)) return;
    for (const [selector, press] of presses)
      if (target.closest(selector)) {
        drag = press(hitOf(event, target));
        break;
      }
    if (drag) grid.setPointerCapture(event.pointerId);
  });
  grid.addEventListener('pointermove', event => drag?.move(event));
  for (const type of ['pointerup', 'pointercancel'] as const)
    grid.addEventListener(type, event => {
      drag?.end(event);
      drag = undefined;
    });
  grid.addEventListener('dblclick', ({ target }) => {
    if (!(target instanceof Element) || !target.closest('.row .cell')) return;
    const { active } = grid.selection;
    if (!actions.edit(active, null)) actions.open(active.row);
  });
  grid.addEventListener('contextmenu', event => openMenu(grid, actions, event));
  useTitles(grid);
}

/** A cell has its title while the mouse is over it; the active one has it always. */
function useTitles(grid: TableGrid): void {
  const cellOf = ({ target }: Event) =>
    target instanceof Element ? target.closest('.row .cell:not(.active)') : null;
  grid.addEventListener('pointerover', event => {
    const cell = cellOf(event);
    const title = cell && grid.model.cells(numberIn(cell, 'row'))(numberIn(cell, 'column')).title();
    if (title) cell.setAttribute('title', title);
  });
  grid.addEventListener('pointerout', event => cellOf(event)?.removeAttribute('title'));
}

function openMenu(grid: TableGrid, actions: GridActions, event: MouseEvent): void {
  const { target, clientX: x, clientY: y } = event;
  if (!(target instanceof Element) || target.closest('input, .editor')) return;
  event.preventDefault();
  const title = target.closest('.title');
  if (title) {
    actions.columnMenu(numberIn(title, 'column'), { x, y });
    return;
  }
  if (!target.closest('.row')) return;
  const place = placeAt(grid, { clientX: x, clientY: y });
  if (!isSelected(grid.selection, place.row, place.column)) grid.moveTo(place);
  actions.rowMenu({ x, y });
}

const numberIn = (element: Element, name: 'row' | 'column'): number =>
  Number(element.closest(`[data-${name}]`)?.getAttribute(`data-${name}`) ?? 0);

/** The cell at or next to a place on the screen. */
function placeAt(grid: TableGrid, { clientX, clientY }: Pick<MouseEvent, 'clientX' | 'clientY'>): CellPlace {
  const { left, top } = grid.getBoundingClientRect();
  const { pinned, sight, widths } = grid;
  const x = clientX - left - gutterWidth;
  const across = x < pinned.width ? x : x + sight.left;
  let column = 0;
  for (let start = widths[0] ?? 0; start < across && column < widths.length; start += widths[column] ?? 0)
    column++;
  const row = Math.floor((clientY - top - grid.headHeight + sight.top) / rowHeight);
  return within({ row, column }, grid.extent);
}

/** Selects cells, or whole rows. The table scrolls while the mouse is held beyond its edge. */
function dragBlock({ grid, event }: Hit, isWhole: boolean): Drag {
  const whole = (selection = grid.selection) => (isWhole ? wholeRows(selection, grid.extent) : selection);
  const first = placeAt(grid, event);
  if (event.shiftKey) grid.select(whole(extendedTo(grid.selection, first)));
  else if (event.ctrlKey || event.metaKey) grid.select(whole(withPlace(grid.selection, first)));
  else grid.select(whole(selectionAt(isWhole ? { ...first, column: 0 } : first)));
  let last = event;
  const extend = () => {
    const place = placeAt(grid, last);
    const { end } = grid.selection;
    if (place.row !== end.row || place.column !== end.column)
      grid.select(whole(extendedTo(grid.selection, place)));
  };
  let frame = 0;
  const follow = () => {
    extend();
    frame = requestAnimationFrame(follow);
  };
  return {
    move: moved => {
      last = moved;
      if (frame === 0) follow();
    },
    end: () => cancelAnimationFrame(frame),
  };
}

function selectAll({ grid }: Hit): undefined {
  grid.select(everything(grid.selection, grid.extent));
}

function fold({ grid, actions, row }: Hit): undefined {
  grid.moveTo({ row, column: 0 });
  actions.toggleGroup(row);
}

function resize({ grid, actions, event, column }: Hit): Drag {
  const before = grid.widths[column] ?? leastWidth;
  const widthAt = ({ clientX }: PointerEvent) => Math.max(leastWidth, before + clientX - event.clientX);
  return {
    move: moved => actions.resize(column, widthAt(moved), false),
    end: ended => actions.resize(column, widthAt(ended), true),
  };
}

function openColumnMenu({ actions, element, column }: Hit): undefined {
  const { left, bottom } = element.getBoundingClientRect();
  actions.columnMenu(column, { x: left, y: bottom });
}

/** A click sorts; a drag moves the column. */
function dragTitle({ grid, actions, event, column, element }: Hit): Drag {
  const title = element.closest('.title');
  const isDragged = ({ clientX }: PointerEvent) => Math.abs(clientX - event.clientX) > slack;
  let isMoving = false;
  return {
    move: moved => {
      isMoving ||= isDragged(moved);
      title?.classList.toggle('dragged', isMoving);
      if (isMoving) markGap(grid, gapOf(grid, moved));
    },
    end: ended => {
      title?.classList.remove('dragged');
      markGap(grid, -1);
      if (ended.type !== 'pointerup') return;
      if (!isMoving) actions.sort(column, ended.shiftKey);
      else {
        const gap = gapOf(grid, ended);
        actions.moveColumn(column, gap > column ? gap - 1 : gap);
      }
    },
  };
}

function gapOf(grid: TableGrid, { clientX }: PointerEvent): number {
  const { left } = grid.getBoundingClientRect();
  const x = clientX - left - gutterWidth;
  return gapAt(x < grid.pinned.width ? x : x + grid.sight.left, grid.widths);
}

/** Shows where the column would go. */
function markGap(grid: TableGrid, gap: number): void {
  const scrolled = gap < grid.pinned.count ? grid.sight.left : 0;
  const left = gutterWidth + scrolled + sum(grid.widths.slice(0, Math.max(0, gap)));
  grid.toggleAttribute('data-moving', gap >= 0);
  grid.style.setProperty('--gap-left', `${left}px`);
}
