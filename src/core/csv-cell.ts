/** Cells of CSV that a spreadsheet would run as formulas. */

/**
 * The cell with `'` before it where a spreadsheet would run it.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function guardCell(cell: string): string {
  return /^'*[=+@\t\r-]/.test(cell) ? `'${cell}` : cell
}

/** The cell as it was before `guardCell`. */
export function unguardCell(cell: string): string {
  return /^'+[=+@\t\r-]/.test(cell) ? cell.slice(1) : cell
}
