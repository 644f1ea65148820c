/** The table behind a picture. */

export interface Cells {
  head: readonly string[]
  /** The first cell of each row names it. */
  rows: readonly (readonly string[])[]
  /** A last row that sums up; missing where a sum says nothing. */
  foot?: readonly string[]
}

/** Puts these cells into the table, in place of those that were there. */
export function fillTable(table: HTMLTableElement, { head, rows, foot }: Cells): void {
  emptyTable(table)
  addRow(table.createTHead(), head, 'col')
  const body = table.createTBody()
  for (const row of rows) addRow(body, row, 'row')
  if (foot !== undefined) addRow(table.createTFoot(), foot, 'row')
}

/** Leaves nothing in the table but its caption. */
export function emptyTable(table: HTMLTableElement): void {
  const { caption } = table
  table.replaceChildren(...(caption === null ? [] : [caption]))
}

function addRow(section: HTMLTableSectionElement, cells: readonly string[], scope: string): void {
  const row = section.insertRow()
  cells.forEach((text, index) => {
    const isHeader = scope === 'col' || index === 0
    const cell = document.createElement(isHeader ? 'th' : 'td')
    if (isHeader) cell.setAttribute('scope', scope)
    cell.textContent = text
    row.append(cell)
  })
}
